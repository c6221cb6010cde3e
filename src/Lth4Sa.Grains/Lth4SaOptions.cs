using Lth4Sa.Specs;
using Lth4Sa.Storage;

namespace Lth4Sa.Grains;

/// <summary>Where a silo keeps its files and what it runs networks on.</summary>
public sealed record Lth4SaOptions
{
    /// <summary>The grain storage that every grain of the product asks for.</summary>
    public const string StorageName = "lth4sa";

    /// <summary>Root of grain states (<c>state.db</c>), supernets and networks.</summary>
    public required string Folder { get; init; }

    /// <summary>Of this silo among others. Default local.</summary>
    public string SiloName { get; init; } = "local";

    /// <summary>Default one slot on the processor.</summary>
    public IReadOnlyList<DeviceSpec> Devices { get; init; } = [new("cpu", 1)];

    /// <summary>MiB for the weights of the supernets that a slot keeps loaded. Default 2048.</summary>
    public int SupernetMemory { get; init; } = 2048;

    /// <summary>CPU threads of an operator, in each slot. Default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where states and checkpoints are kept that all silos share; null is the folder, with SQLite, for one silo.</summary>
    public BlobStorageOptions? Blobs { get; init; }

    /// <summary>Whether the silo has many sweeps, which a catalog lists, or the one that its folder is for. Default false.</summary>
    public bool Catalogued { get; init; }

    /// <summary>Whether grain calls are measured. Default true.</summary>
    public bool Metered { get; init; } = true;

    /// <summary>Whether sweeps that were under way go on when they are looked at. Default true.</summary>
    public bool Drives { get; init; } = true;

    public string StateFile => Path.Combine(Folder, "state.db");

    public string SupernetFile(string id) => Path.Combine(Folder, "supernets", id + ".safetensors");

    /// <summary>Which images a run holds out.</summary>
    public string SplitFile(string hash) => Path.Combine(Folder, "splits", hash[..16] + ".json");

    public string NetworkFile(string run, string name) => Path.Combine(Folder, "networks", run, name + ".safetensors");

    /// <summary>The weights of a run's winner.</summary>
    public string TicketFile(string run) => NetworkFile(run, "ticket");
}
