using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Hosting;

/// <summary>Where the silo listens for HTTP: ASP.NET's own configuration, with loopback as its default.</summary>
internal static class Listening
{
    private const string DefaultUrl = "http://127.0.0.1:5180", LoopbackHosts = "localhost;127.0.0.1;[::1]", AllowedHosts = "AllowedHosts";

    /// <summary>Reads the addresses, and applies the default.</summary>
    public static ListenAddresses ReadListenAddresses(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren();
        string[] endpoints = [.. configured.Select(endpoint => endpoint["Url"] ?? "")];
        if (endpoints.Length > 0)
        {
            return new ListenAddresses(endpoints);
        }

        var given = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        var urls = (string.IsNullOrWhiteSpace(given) ? DefaultUrl : given)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        builder.WebHost.UseUrls(urls);
        // A silo without keys answers to its own names only, whatever names a stranger's DNS gives to loopback.
        if (string.IsNullOrEmpty(builder.Configuration[AllowedHosts]) && urls.All(IsLoopback))
        {
            builder.Configuration[AllowedHosts] = LoopbackHosts;
        }

        return new ListenAddresses(urls);
    }

    private static bool IsLoopback(string url) => !url.Contains('*') && !url.Contains('+') && ListenAddresses.IsLoopback(new Uri(url).Host);
}
