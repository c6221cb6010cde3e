using System.Diagnostics.CodeAnalysis;
using Lth4Sa.Specs;
using Lth4Sa.Storage;

namespace Lth4Sa.Grains.Options;

/// <summary>The options of a silo: its folder, its devices and its storage.</summary>
public sealed record Lth4SaOptions
{
    /// <summary>The name of the grain storage that all grains of the product use.</summary>
    public const string StorageName = "lth4sa";

    /// <summary>The folder of the grain states (<c>state.db</c>), supernets and networks.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The folder that data and tables of specs lie under, for a silo whose clients are not to learn where its files lie. Default null,
    /// for the command line, whose messages have full paths.
    /// </summary>
    public string? Datasets { get; init; }

    /// <summary>The name of this silo in its cluster. Default local.</summary>
    public string SiloName { get; init; } = "local";

    /// <summary>The devices with their slots. Default one slot on the CPU.</summary>
    public IReadOnlyList<DeviceSpec> Devices { get; init; } = [new("cpu", 1)];

    /// <summary>The memory for the weights of the supernets that a slot keeps loaded, in MiB. Default 2048.</summary>
    public int SupernetMemory { get; init; } = 2048;

    /// <summary>The number of CPU threads of an operator, in each slot. Default all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The blob storage that all silos share. Default null, which stores everything in the folder of one silo.</summary>
    public BlobStorageOptions? Blobs { get; init; }

    /// <summary>True for a silo with a catalog of many sweeps; false for one with a single sweep in its folder. Default false.</summary>
    public bool Catalogued { get; init; }

    /// <summary>True to measure the time of grain calls. Default true.</summary>
    public bool Metered { get; init; } = true;

    /// <summary>True to resume unfinished sweeps when their grains are activated. Default true.</summary>
    public bool Drives { get; init; } = true;

    /// <summary>The SQLite file of the grain states.</summary>
    public string StateFile => Path.Combine(Folder, "state.db");

    /// <summary>The checkpoint of a supernet.</summary>
    public string SupernetFile(string id) => Path.Combine(Folder, "supernets", id + ".safetensors");

    /// <summary>The manifest of a split, which lists the held-out images.</summary>
    public string SplitFile(string hash) => Path.Combine(Folder, "splits", hash[..16] + ".json");

    /// <summary>The checkpoint of a network that is trained from scratch.</summary>
    public string NetworkFile(string id) => Path.Combine(Folder, "networks", id + ".safetensors");

    /// <summary>The checkpoint of a run's gates.</summary>
    public string GatesFile(string run) => RunFile(run, "gates");

    /// <summary>The file with the weights of a run's best network.</summary>
    public string TicketFile(string run) => RunFile(run, "ticket");

    /// <summary>A message as clients may see it: paths in the silo's folders are relative to them.</summary>
    [return: NotNullIfNotNull(nameof(message))]
    public string? Shown(string? message) => message is null || Datasets is null ? message : Without(Folder, Without(Datasets, message));

    private static string Without(string folder, string message) => folder.Length <= 1
        ? message
        : message.Replace(folder + "/", "", StringComparison.Ordinal).Replace(folder, ".", StringComparison.Ordinal);

    private string RunFile(string run, string name) => Path.Combine(Folder, "networks", run, name + ".safetensors");
}
