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
            services.AddSingleton<Silo>();
            services.AddSingleton<Orleans.IClusterClient>(provider => provider.GetRequiredService<Silo>());
            services.AddSingleton<Orleans.IGrainFactory>(provider => provider.GetRequiredService<Silo>());
            services.AddHostedService(provider => provider.GetRequiredService<Silo>());
            configure(new Orleans.Hosting.SiloBuilder(services, configuration));
        }
    }
}
