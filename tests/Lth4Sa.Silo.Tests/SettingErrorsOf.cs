using Lth4Sa.Silo.Hosting;
using Lth4Sa.Silo.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Tests;

/// <summary>The errors that all validators of a silo find in settings.</summary>
internal static class SettingErrorsOf
{
    public static IReadOnlyList<string> All(SiloSettings settings, params string[] urls)
    {
        using var services = new ServiceCollection().AddSiloSettings(new ConfigurationManager(), new ListenAddresses(urls)).BuildServiceProvider();
        return [.. services.GetServices<IValidateOptions<SiloSettings>>().SelectMany(validator => validator.Validate(null, settings).Failures ?? [])];
    }
}
