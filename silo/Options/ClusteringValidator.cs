using System.Net;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Options;

/// <summary>Checks how silos find each other, and what they share.</summary>
internal sealed class ClusteringValidator : IValidateOptions<SiloSettings>
{
    private static readonly string[] Known =
        [SiloSettings.LocalhostClustering, SiloSettings.PostgresqlClustering, SiloSettings.AzureClustering];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var (errors, alone) = (new SettingErrors(), options.Clustering == SiloSettings.LocalhostClustering);
        errors.Check("clustering", options.Clustering, Known.Contains(options.Clustering), "one of " + string.Join(", ", Known));
        errors.Secret(
            "clusteringConnectionString", options.ClusteringConnectionString, needed: !alone,
            $"a connection string, because clustering is {options.Clustering}");
        errors.Check(
            "storage", options.Storage, alone || options.Storage != SiloSettings.SqliteStorage,
            "blobs, because the silos of a cluster share their storage");
        errors.Check("clusterId", options.ClusterId, NamePattern.Matches(options.ClusterId), NamePattern.Expected);
        errors.Check("siloPort", options.SiloPort, IsPort(options.SiloPort), "0 to 65535");
        errors.Check("gatewayPort", options.GatewayPort, IsPort(options.GatewayPort), "0 to 65535");
        return errors.Result;
    }

    private static bool IsPort(int port) => port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort;
}
