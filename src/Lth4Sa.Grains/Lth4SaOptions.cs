namespace Lth4Sa.Grains;

/// <summary>Where a silo keeps its files and what it runs networks on.</summary>
public sealed record Lth4SaOptions
{
    /// <summary>The grain storage that every grain of the product asks for.</summary>
    public const string StorageName = "lth4sa";

    /// <summary>Root of grain states (<c>state.db</c>), supernets and networks.</summary>
    public required string Folder { get; init; }

    /// <summary>cpu, cuda or cuda:N. Default cpu.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>CPU threads of an operator. Default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    public string StateFile => Path.Combine(Folder, "state.db");

    public string SupernetFile(string id) => Path.Combine(Folder, "supernets", id + ".safetensors");

    /// <summary>Which images a run holds out.</summary>
    public string SplitFile(string hash) => Path.Combine(Folder, "splits", hash[..16] + ".json");

    public string NetworkFile(string run, string name) => Path.Combine(Folder, "networks", run, name + ".safetensors");
}
