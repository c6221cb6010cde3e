namespace Lth4Sa.Silo.Options;

/// <summary>
/// The settings of a silo: the section <c>Silo</c> of appsettings.json, environment variables (<c>Silo__Devices</c>) or the
/// command line (<c>--devices</c>). The addresses are ASP.NET's own: <c>--urls</c>, or <c>Kestrel:Endpoints</c> with its
/// certificates.
/// </summary>
public sealed record SiloSettings
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Silo";

    internal const string SqliteStorage = "sqlite", BlobStorage = "blobs";

    internal const string LocalhostClustering = "localhost", PostgresqlClustering = "postgresql", AzureClustering = "azure";

    /// <summary>The name of this silo among others, which is part of its slots' names; default the machine's name.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>The folder of states, supernets and networks; default lth4sa-data.</summary>
    public string Folder { get; init; } = "lth4sa-data";

    /// <summary>The folder that the data and tables of specs lie under; default the subfolder datasets of the folder.</summary>
    public string? Datasets { get; init; }

    /// <summary>The device slots, as <c>lth4sa sweep --devices</c> takes them; default cpu.</summary>
    public string Devices { get; init; } = "cpu";

    /// <summary>
    /// The CPU threads of an operator in each slot; 0 to 1024, default 0, which is all cores over the slots. Results depend on
    /// it bit for bit, so all silos of a cluster have the same.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>The memory in MiB for the weights of the supernets that a slot keeps loaded; at least 1, default 2048.</summary>
    public int SupernetMemory { get; init; } = 2048;

    /// <summary>
    /// The storage: sqlite (one silo, in its folder) or blobs (Azure Blob Storage, which all silos share); default sqlite.
    /// </summary>
    public string Storage { get; init; } = SqliteStorage;

    /// <summary>The connection string of the storage account, for blobs. It is a secret.</summary>
    public string? BlobConnectionString { get; init; }

    /// <summary>The prefix of the names of the two containers; default lth4sa.</summary>
    public string BlobContainer { get; init; } = "lth4sa";

    /// <summary>The clustering: localhost (one silo), postgresql or azure (a table); default localhost.</summary>
    public string Clustering { get; init; } = LocalhostClustering;

    /// <summary>The connection string of the database or storage account that knows the cluster's silos. It is a secret.</summary>
    public string? ClusteringConnectionString { get; init; }

    /// <summary>The id of the cluster, which all its silos have; default lth4sa.</summary>
    public string ClusterId { get; init; } = "lth4sa";

    /// <summary>The port between silos; default 11111. 0 is any free port, with localhost alone.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port of Orleans clients; default 30000. 0 is none.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>
    /// The API keys, a line each with name, role (read or write) and key; default none. They are needed for addresses that are
    /// not loopback. They are secrets.
    /// </summary>
    public string? Keys { get; init; }

    /// <summary>A file of such lines, which is read beside <see cref="Keys"/>; default none.</summary>
    public string? KeysFile { get; init; }

    /// <summary>The maximum size of a request, and so of a spec, in bytes; 1 KiB to 1 GiB, default 1 MiB.</summary>
    public long MostRequestBytes { get; init; } = 1 << 20;

    /// <summary>The maximum number of runs of a sweep; at least 1, default 100,000.</summary>
    public int MostRuns { get; init; } = 100_000;

    /// <summary>The maximum number of requests a second of one client, which may save up as many; at least 1, default 5000.</summary>
    public int MostRequestsPerSecond { get; init; } = 5000;

    /// <summary>
    /// Whether the silo has Orleans' dashboard; true or false, default false, because it has a filter in every grain call and
    /// collects counters every second, also while nobody looks. All silos of a cluster have the same: Orleans places the
    /// dashboard's grains on any of them.
    /// </summary>
    public bool Dashboard { get; init; }

    /// <summary>The name and the folder alone: the other properties have secrets among them.</summary>
    public override string ToString() => $"silo {Name} in {Folder}";
}
