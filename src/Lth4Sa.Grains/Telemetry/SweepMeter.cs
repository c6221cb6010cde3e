using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Sweeps;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>The metrics of a sweep, updated every few seconds.</summary>
/// <param name="Sweep">The name of the sweep.</param>
/// <param name="Runs">The number of runs in each state, by the number of the state.</param>
/// <param name="Fraction">The part of all runs that is over, in 0..1.</param>
/// <param name="Axes">The first axis values, each with the number of its runs that are over and of all.</param>
/// <param name="Best">The runs with the highest rewards, best first.</param>
internal sealed record SweepMeter(
    string Sweep, int[] Runs, double Fraction,
    (string Axis, string Value, int Over, int All)[] Axes,
    (string Run, string Scheme, double Reward)[] Best)
{
    private const int MaxAxisValues = 100, MaxBest = 5;

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
