using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Folders;

/// <summary>What the folder of a sweep keeps; its runs are in its state.</summary>
/// <param name="Devices">The device slots, as <c>--devices</c> takes them.</param>
/// <param name="Threads">CPU threads of an operator in each slot: results depend on it bit for bit.</param>
public sealed record SweepFolder(string Devices, int Threads)
{
    /// <summary>The key of the sweep's grain: a folder has one.</summary>
    public const string Name = "sweep";

    /// <summary>The file in which the process that works on the sweep says how far it is.</summary>
    public const string StatusName = "status.json";

    /// <summary>Devices may change between starts, as long as they are of one kind.</summary>
    public static SpecKind<SweepFolder> Kind { get; } = new(
        (wanted, kept) => wanted with { Threads = kept?.Threads ?? wanted.Threads },
        [("devices", f => DeviceSpec.Parse(f.Devices)[0].Kind)]);
}
