using Lth4Sa.Silo.Options;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Security;

/// <summary>Checks who reaches the silo: its API keys, and that an address which is not loopback has keys.</summary>
internal sealed class AccessValidator(ListenAddresses addresses) : IValidateOptions<SiloSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var errors = new SettingErrors();
        var (keys, wrong) = ApiKeyReader.Read(options);
        errors.AddRange(wrong);
        foreach (var url in addresses.Urls)
        {
            var host = HostOf(url);
            errors.Check("urls", url, host is not null, "an address such as http://127.0.0.1:5180");
            errors.Check(
                "urls", url, host is null || ListenAddresses.IsLoopback(host) || keys.Count > 0 || wrong.Count > 0,
                "a loopback address, or API keys (keys or keysFile) for others");
        }

        return errors.Result;
    }

    private static string? HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
