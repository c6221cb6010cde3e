namespace Lth4Sa.Simulation;

/// <summary>What can go wrong, by the names of the command line.</summary>
[Flags]
internal enum FaultKinds
{
    None = 0,

    /// <summary>The silo is gone, at any await.</summary>
    Crash = 1,

    /// <summary>The silo goes on while another takes its place, so that there are two activations of each grain.</summary>
    Partition = 2,

    /// <summary>A call does not arrive, or its answer does not.</summary>
    Lost = 4,

    /// <summary>A call or its answer comes late.</summary>
    Delay = 8,

    /// <summary>A write or read fails.</summary>
    Storage = 16,

    /// <summary>A write is done though its caller is told that it took too long.</summary>
    Unknown = 32,

    /// <summary>Reads and writes take long.</summary>
    Slow = 64,

    /// <summary>For a while no write succeeds.</summary>
    Full = 128,

    /// <summary>A device is gone in the middle of its work.</summary>
    Device = 256,

    /// <summary>Somebody pauses the sweep and resumes it.</summary>
    Operator = 512,

    All = 1023,
}

/// <summary>How likely each fault is in one simulation; each seed has some of them, more or less often.</summary>
internal sealed class Faults
{
    /// <summary>After so many faults of a kind the world is calm, so that everything can end.</summary>
    private const int MostOfAKind = 12;

    private readonly Dice dice;
    private readonly Dictionary<FaultKinds, double> likely = [];
    private readonly Dictionary<FaultKinds, int> counts = [];

    public Faults(Dice dice, FaultKinds allowed)
    {
        this.dice = dice;
        foreach (var kind in Enum.GetValues<FaultKinds>().Where(k => k is not (FaultKinds.None or FaultKinds.All) && allowed.HasFlag(k)))
        {
            // Per turn for those that end a silo, per operation for the others.
            var scale = kind is FaultKinds.Crash or FaultKinds.Partition ? 0.003 : kind is FaultKinds.Operator or FaultKinds.Full ? 0.05 : 0.1;
            likely[kind] = dice.Chance(0.5) ? scale * Math.Pow(dice.Uniform(), 2) : 0;
        }
    }

    /// <summary>Those that happened.</summary>
    public IReadOnlyDictionary<FaultKinds, int> Counts => counts;

    public bool Happens(FaultKinds kind)
    {
        if (!likely.TryGetValue(kind, out var probability) || counts.GetValueOrDefault(kind) >= MostOfAKind || !dice.Chance(probability))
        {
            return false;
        }

        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        return true;
    }
}
