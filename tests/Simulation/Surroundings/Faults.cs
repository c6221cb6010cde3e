using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>How likely each fault is in one simulation; each seed has some of them, more or less often.</summary>
internal sealed class Faults
{
    /// <summary>After so many faults of a kind the world is calm, so that everything can end.</summary>
    private const int MaxOfAKind = 12;

    private readonly Dice dice;
    private readonly Dictionary<FaultKinds, double> likely = [];
    private readonly Dictionary<FaultKinds, int> counts = [];

    public Faults(Dice dice, FaultKinds allowed)
    {
        this.dice = dice;
        foreach (var kind in Enum.GetValues<FaultKinds>().Where(k => k is not (FaultKinds.None or FaultKinds.All) && allowed.HasFlag(k)))
        {
            // Per turn for those that end a silo, per look at the sweep for those that people do and for a full disk, and per
            // operation for the others. A rival matters at the start.
            var scale = kind switch
            {
                FaultKinds.Crash or FaultKinds.Partition => 0.003,
                FaultKinds.Operator or FaultKinds.Full => 0.05,
                FaultKinds.Rival => 0.5,
                _ => 0.1,
            };
            likely[kind] = dice.Chance(0.5) ? scale * Math.Pow(dice.Uniform(), 2) : 0;
        }
    }

    /// <summary>Those that happened.</summary>
    public IReadOnlyDictionary<FaultKinds, int> Counts => counts;

    public bool MayHappen(FaultKinds kind) => likely.GetValueOrDefault(kind) > 0;

    public bool Happens(FaultKinds kind)
    {
        if (!likely.TryGetValue(kind, out var probability) || counts.GetValueOrDefault(kind) >= MaxOfAKind || !dice.Chance(probability))
        {
            return false;
        }

        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        return true;
    }
}
