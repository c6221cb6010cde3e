using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Telemetry;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>Computes the metrics of a sweep from its runs.</summary>
internal static class SweepMeasurement
{
    private const int MaxAxisValues = 100, MaxBest = 5;

    /// <summary>Counts the runs by state and by axis value, and takes the best.</summary>
    public static SweepMeter Of(string sweep, IReadOnlyCollection<SweepEntry> entries, double fraction, Func<SweepEntry, bool> isOver)
    {
        var (states, axes) = (new int[Enum.GetValues<SweepRunState>().Length], new Dictionary<(string, string), (int Over, int All)>());
        foreach (var entry in entries)
        {
            states[(int)entry.State]++;
            foreach (var (axis, value) in entry.Run.Axes)
            {
                if (axes.TryGetValue((axis, value), out var seen) || axes.Count < MaxAxisValues)
                {
                    axes[(axis, value)] = (seen.Over + (isOver(entry) ? 1 : 0), seen.All + 1);
                }
            }
        }

        var best = entries.Where(e => e.Outcome is not null).OrderByDescending(e => e.Outcome!.Reward).Take(MaxBest);
        return new SweepMeter(
            sweep, states, fraction, [.. axes.Select(a => (a.Key.Item1, a.Key.Item2, a.Value.Over, a.Value.All))],
            [.. best.Select(e => (e.Id, e.Outcome!.Best, e.Outcome.Reward))]);
    }
}
