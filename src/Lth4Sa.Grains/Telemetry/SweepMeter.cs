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
    (string Run, string Scheme, double Reward)[] Best);
