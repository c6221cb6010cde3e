using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// The metrics of a search that is under way. A step costs a few assignments: values are computed when they are read.
/// </summary>
internal sealed class RunMeter(string run, string sweep, RewardOptions reward)
{
    private readonly double[] values = new double[Enum.GetValues<RunValue>().Length];
    private SearchStep? last, computed;
    private Candidate? best;
    private double? replayAge, clipped;

    public string Run => run;

    public string Sweep => sweep;

    /// <summary>True for a run that has one of the few places for series of its own.</summary>
    public bool Shown { get; set; }

    /// <summary>The connection probabilities of the last step; null before the first, empty for a strategy without them.</summary>
    public double[]? Probabilities => Volatile.Read(ref last)?.Probabilities;

    /// <summary>Shows a step that was taken.</summary>
    public void Show(TakenStep taken, Candidate? bestSoFar)
    {
        (best, replayAge, clipped) = (bestSoFar, taken.ReplayAge, taken.Clipped);
        Volatile.Write(ref last, taken.Step);
    }

    /// <summary>A value of the last step; NaN when it does not exist.</summary>
    public double this[RunValue value]
    {
        get
        {
            if (Volatile.Read(ref last) is not { } step)
            {
                return double.NaN;
            }

            if (step != computed)
            {
                Compute(step);
                computed = step;
            }

            return values[(int)value];
        }
    }

    private void Compute(SearchStep step)
    {
        var (count, total, lasting) = (step.Schemes.Length, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            total += step.Rewards[i];
            lasting += reward.ExtrinsicReward(step.Schemes[i], step.Accuracies[i]);
        }

        Set(RunValue.Step, step.Step);
        Set(RunValue.Reward, total / count);
        Set(RunValue.BestReward, best?.Reward ?? double.NaN);
        Set(RunValue.Accuracy, step.Accuracies.Average() / 100);
        Set(RunValue.Sparsity, step.Schemes.Average(s => s.Sparsity));
        Set(RunValue.PBar, step.PBar ?? double.NaN);
        Set(RunValue.Connection, step.Probabilities.Length == 0 ? double.NaN : step.Probabilities.Average());
        Set(RunValue.Entropy, step.Probabilities.Length == 0 ? double.NaN : step.Probabilities.Average(Entropy));
        Set(RunValue.Curiosity, total == 0 ? 0 : (total - lasting) / total);
        Set(RunValue.ReplayAge, replayAge ?? double.NaN);
        Set(RunValue.Clipped, clipped ?? double.NaN);
    }

    private void Set(RunValue value, double number) => values[(int)value] = number;

    // The entropy of one decision, in bits.
    private static double Entropy(double p) => p is <= 0 or >= 1 ? 0 : -(p * Math.Log2(p) + (1 - p) * Math.Log2(1 - p));
}
