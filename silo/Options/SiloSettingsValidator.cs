using System.Net;
using System.Text.RegularExpressions;
using Lth4Sa.Silo.Security;
using Lth4Sa.Specs;

namespace Lth4Sa.Silo.Options;

/// <summary>Finds every error of a silo's configuration before it starts. None of the messages has a secret in it.</summary>
internal static partial class SiloSettingsValidator
{
    public static readonly string[] Storages = ["sqlite", "blobs"], Clusterings = ["localhost", "postgresql", "azure"];

    private const int MostPort = 65535;

    /// <param name="urls">Where it listens.</param>
    public static IReadOnlyList<string> Validate(SiloSettings options, IReadOnlyList<string> urls)
    {
        var errors = new List<string>();
        Check("name", options.Name, Names().IsMatch(options.Name), "1 to 64 letters, digits, dots, hyphens or underscores");
        Check("folder", options.Folder, options.Folder.Length > 0 && !File.Exists(options.Folder), "a folder, which is made when it is missing");
        Check("datasets", options.Datasets, options.Datasets is null || Directory.Exists(options.Datasets), "an existing folder");
        try
        {
            _ = DeviceSpec.Parse(options.Devices);
        }
        catch (ArgumentException wrong)
        {
            errors.Add(wrong.Message);
        }

        Check("threads", options.Threads, options.Threads is >= 0 and <= 1024, "0 (all cores over the slots) to 1024");
        Check("supernetMemory", options.SupernetMemory, options.SupernetMemory >= 1, "at least 1 MiB");
        Check("storage", options.Storage, Storages.Contains(options.Storage), "one of " + string.Join(", ", Storages));
        Secret("blobConnectionString", options.BlobConnectionString, options.Storage != "blobs", "the connection string of a storage account, because storage is blobs");
        Check("blobContainer", options.BlobContainer, Containers().IsMatch(options.BlobContainer), "3 to 51 lower-case letters, digits and single hyphens");
        Check("clustering", options.Clustering, Clusterings.Contains(options.Clustering), "one of " + string.Join(", ", Clusterings));
        Secret("clusteringConnectionString", options.ClusteringConnectionString, options.Clustering == "localhost", $"a connection string, because clustering is {options.Clustering}");
        Check("storage", options.Storage, options.Clustering == "localhost" || options.Storage != "sqlite", "blobs, because the silos of a cluster share their storage");
        Check("clusterId", options.ClusterId, Names().IsMatch(options.ClusterId), "1 to 64 letters, digits, dots, hyphens or underscores");
        Check("siloPort", options.SiloPort, options.SiloPort is >= 0 and <= MostPort, "0 to 65535");
        Check("gatewayPort", options.GatewayPort, options.GatewayPort is >= 0 and <= MostPort, "0 to 65535");
        Check("mostRequestBytes", options.MostRequestBytes, options.MostRequestBytes is >= 1024 and <= 1 << 30, "1 KiB to 1 GiB");
        Check("mostRuns", options.MostRuns, options.MostRuns >= 1, "at least 1");
        Check("mostRequestsPerSecond", options.MostRequestsPerSecond, options.MostRequestsPerSecond >= 1, "at least 1");
        var (keys, wrongKeys) = ApiKeys.Read(options);
        errors.AddRange(wrongKeys);
        foreach (var url in urls)
        {
            var known = BindingAddress.TryParse(url, out var host);
            Check("urls", url, known, "an address such as http://127.0.0.1:5180");
            Check("urls", url, !known || IsLoopback(host) || keys.Count > 0 || wrongKeys.Count > 0, "a loopback address, or API keys (keys or keysFile) for others");
        }

        return errors;

        void Check(string field, object? value, bool allowed, string expected)
        {
            if (!allowed)
            {
                errors.Add(FormattableString.Invariant($"{field}: {value ?? "nothing"} is not allowed; expected {expected}."));
            }
        }

        void Secret(string field, string? value, bool optional, string expected)
        {
            if (!optional && string.IsNullOrWhiteSpace(value))
            {
                errors.Add($"{field}: nothing was given; expected {expected}.");
            }
        }
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex Names();

    [GeneratedRegex("^(?=.{3,51}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Containers();

    private static class BindingAddress
    {
        public static bool TryParse(string url, out string host)
        {
            host = "";
            try
            {
                host = Microsoft.AspNetCore.Http.BindingAddress.Parse(url).Host;
                return true;
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }
}
