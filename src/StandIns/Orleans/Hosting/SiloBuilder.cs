using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Hosting
{
    public interface ISiloBuilder
    {
        IServiceCollection Services { get; }

        IConfiguration Configuration { get; }
    }

    public static class SiloBuilderExtensions
    {
        public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions) where TOptions : class
        {
            builder.Services.Configure(configureOptions);
            return builder;
        }

        /// <summary>Nothing to do: the stand-in is one process, without a network.</summary>
        public static ISiloBuilder UseLocalhostClustering(this ISiloBuilder builder, int siloPort = 11111, int gatewayPort = 30000) => builder;

        /// <summary>Nothing to do, as above.</summary>
        public static ISiloBuilder ConfigureEndpoints(
            this ISiloBuilder builder, int siloPort, int gatewayPort, AddressFamily addressFamily = AddressFamily.InterNetwork, bool listenOnAnyHostAddress = false) => builder;

        /// <summary>Nothing to do: a call within the process keeps the caller's activity.</summary>
        public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) => builder;

        /// <summary>Nothing to do: one process knows its activations.</summary>
        [Experimental("ORLEANSEXP003")]
        public static ISiloBuilder AddDistributedGrainDirectory(this ISiloBuilder siloBuilder, string? name = null) => siloBuilder;

        /// <exception cref="OrleansConfigurationException">Always: the stand-in is one process.</exception>
        public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<Orleans.Configuration.AdoNetClusteringSiloOptions> configureOptions) => throw SeveralSilos("UseAdoNetClustering");

        internal static OrleansConfigurationException SeveralSilos(string what) =>
            new($"{what}: several silos need the real Orleans packages (LTH4SA_STANDINS=false); this build has the stand-in, which is one silo.");

        public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
        {
            builder.Services.AddKeyedSingleton<IGrainStorage, MemoryGrainStorage>(name);
            return builder;
        }
    }

    internal sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;
}

namespace Orleans.Runtime.Hosting
{
    public static class StorageProviderExtensions
    {
        public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
            where T : IGrainStorage
        {
            collection.AddKeyedSingleton<IGrainStorage>(name, (services, _) => implementationFactory(services, name));
            return collection;
        }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class OrleansSiloGenericHostExtensions
    {
        public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<Orleans.Hosting.ISiloBuilder> configureDelegate)
        {
            AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration, configureDelegate);
            return hostAppBuilder;
        }

        public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<Orleans.Hosting.ISiloBuilder> configureDelegate)
        {
            AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration, configureDelegate);
            return hostAppBuilder;
        }

        public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<Orleans.Hosting.ISiloBuilder> configureDelegate) =>
            hostBuilder.ConfigureServices((context, services) => AddSilo(services, context.Configuration, configureDelegate));

        private static void AddSilo(IServiceCollection services, IConfiguration configuration, Action<Orleans.Hosting.ISiloBuilder> configure)
        {
            if (configuration["Orleans:Clustering:ProviderType"] is { } provider and not "Development")
            {
                throw Orleans.Hosting.SiloBuilderExtensions.SeveralSilos($"Orleans:Clustering:ProviderType {provider}");
            }

            services.AddSingleton<Silo>();
            services.AddSingleton<Orleans.IClusterClient>(provider => provider.GetRequiredService<Silo>());
            services.AddSingleton<Orleans.IGrainFactory>(provider => provider.GetRequiredService<Silo>());
            services.AddHostedService(provider => provider.GetRequiredService<Silo>());
            configure(new Orleans.Hosting.SiloBuilder(services, configuration));
        }
    }
}
