namespace Lth4Sa.Silo.Options;

/// <summary>
/// What a silo is told, in the section <c>Silo</c> of appsettings.json, by environment variables (<c>Silo__Devices</c>)
/// or on the command line (<c>--devices</c>). Addresses are ASP.NET's own: <c>--urls</c>, or <c>Kestrel:Endpoints</c>
/// with its certificates.
/// </summary>
public sealed record SiloSettings
{
    public const string Section = "Silo";

    /// <summary>Of this silo among others; part of its slots' names. Default the machine's name.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>Folder of states, supernets and networks. Default lth4sa-data.</summary>
    public string Folder { get; init; } = "lth4sa-data";

    /// <summary>What specs may name as data and tables lies under it. Default the folder's datasets.</summary>
    public string? Datasets { get; init; }

    /// <summary>Device slots, as <c>lth4sa sweep --devices</c> takes them. Default cpu.</summary>
    public string Devices { get; init; } = "cpu";

    /// <summary>CPU threads of an operator in each slot; results depend on it bit for bit, so all silos have the same. Default, 0, all cores over the slots.</summary>
    public int Threads { get; init; }

    /// <summary>MiB for the weights of the supernets that a slot keeps loaded. Default 2048.</summary>
    public int SupernetMemory { get; init; } = 2048;

    /// <summary>sqlite (one silo, in its folder) or blobs (Azure Blob Storage, which all silos share). Default sqlite.</summary>
    public string Storage { get; init; } = "sqlite";

    /// <summary>Of the storage account, for blobs. A secret.</summary>
    public string? BlobConnectionString { get; init; }

    /// <summary>Prefix of the two containers. Default lth4sa.</summary>
    public string BlobContainer { get; init; } = "lth4sa";

    /// <summary>localhost (one silo), postgresql or azure (a table). Default localhost.</summary>
    public string Clustering { get; init; } = "localhost";

    /// <summary>Of the database or the storage account that knows the cluster's silos. A secret.</summary>
    public string? ClusteringConnectionString { get; init; }

    /// <summary>Silos of one id are one cluster. Default lth4sa.</summary>
    public string ClusterId { get; init; } = "lth4sa";

    /// <summary>Between silos; 0 is any that is free, for localhost alone. Default 11111.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Of Orleans clients; 0 is none. Default 30000.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>API keys, a line each: name, role (read or write), key. Needed for other addresses than loopback. A secret.</summary>
    public string? Keys { get; init; }

    /// <summary>A file of such lines, beside <see cref="Keys"/>.</summary>
    public string? KeysFile { get; init; }

    /// <summary>The most bytes of a request, and so of a spec. Default 1 MiB.</summary>
    public long MostRequestBytes { get; init; } = 1 << 20;

    /// <summary>The most runs of a sweep. Default 100,000.</summary>
    public int MostRuns { get; init; } = 100_000;

    /// <summary>Requests a second of one client, which may save up as many. Default 5000.</summary>
    public int MostRequestsPerSecond { get; init; } = 5000;

    // A record prints its properties, secrets among them.
    public override string ToString() => $"silo {Name} in {Folder}";
}
