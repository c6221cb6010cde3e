using Lth4Sa.Contracts.Errors;
using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Hosting;

/// <summary>The settings of a silo, bound to its configuration and validated before it starts.</summary>
internal static class SettingsExtensions
{
    /// <summary>Adds the settings to a host, and answers with them: they decide which services the host has.</summary>
    /// <exception cref="SpecException">The configuration has errors; the message names all of them.</exception>
    public static SiloSettings AddSiloSettings(this WebApplicationBuilder builder)
    {
        var addresses = builder.ReadListenAddresses();
        builder.Services.AddSiloSettings(builder.Configuration, addresses);
        using var services = new ServiceCollection().AddSiloSettings(builder.Configuration, addresses).BuildServiceProvider();
        try
        {
            return services.GetRequiredService<IOptions<SiloSettings>>().Value;
        }
        catch (OptionsValidationException invalid)
        {
            throw new SpecException(string.Join(Environment.NewLine, invalid.Failures));
        }
        catch (InvalidOperationException unbound)
        {
            throw new SpecException($"{SiloSettings.Section}: {unbound.Message}");
        }
    }

    /// <summary>Adds the settings with one validator for each aspect, in the order in which their errors are reported.</summary>
    public static IServiceCollection AddSiloSettings(
        this IServiceCollection services, IConfiguration configuration, ListenAddresses addresses)
    {
        services.AddOptions<SiloSettings>()
            .Bind(configuration.GetSection(SiloSettings.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        return services
            .AddSingleton(addresses)
            .AddSingleton<IValidateOptions<SiloSettings>, SiloValidator>()
            .AddSingleton<IValidateOptions<SiloSettings>, StorageValidator>()
            .AddSingleton<IValidateOptions<SiloSettings>, ClusteringValidator>()
            .AddSingleton<IValidateOptions<SiloSettings>, LimitsValidator>()
            .AddSingleton<IValidateOptions<SiloSettings>, AccessValidator>();
    }
}
