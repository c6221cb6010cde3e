using System.Net;

namespace Lth4Sa.Silo.Options;

/// <summary>The addresses that the silo listens on for HTTP.</summary>
/// <param name="Urls">The addresses as they were configured.</param>
internal sealed record ListenAddresses(IReadOnlyList<string> Urls)
{
    /// <summary>Whether a host is this machine, and reached from this machine only.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
