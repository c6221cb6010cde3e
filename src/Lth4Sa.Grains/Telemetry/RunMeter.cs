using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// What a search that is under way shows of itself. A step costs a few assignments: whatever has to be computed is
/// computed when somebody looks.
/// </summary>
internal sealed class RunMeter(string run, string sweep, RewardOptions reward)
{
    private readonly double[] values = new double[Enum.GetValues<RunValue>().Length];
    private SearchStep? last, computed;
    private Candidate? best;
    private double? replayAge, clipped;

    public string Run => run;

    public string Sweep => sweep;

    /// <summary>Whether it has one of the few places for runs with series of their own.</summary>
    public bool Shown { get; set; }

    /// <summary>Connection probabilities of the last step; null before the first, empty if the strategy has none.</summary>
    public double[]? Probabilities => Volatile.Read(ref last)?.Probabilities;

    /// <summary>Shows a step that was taken.</summary>
    public void Show(TakenStep taken, Candidate? bestSoFar)
    {
        (best, replayAge, clipped) = (bestSoFar, taken.ReplayAge, taken.Clipped);
        Volatile.Write(ref last, taken.Step);
    }

    /// <summary>NaN where there is nothing to tell.</summary>
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

    // In bits.
    private static double Entropy(double p) => p is <= 0 or >= 1 ? 0 : -(p * Math.Log2(p) + (1 - p) * Math.Log2(1 - p));
}

/// <summary>What is known of the last step of a search. Those of several schemes are means over them.</summary>
internal enum RunValue
{
    Step,
    Reward,
    BestReward,

    /// <summary>In 0..1.</summary>
    Accuracy,
    Sparsity,

    /// <summary>Mean probability of the sampled decisions, in 0..1.</summary>
    PBar,

    /// <summary>Mean probability of a connection, in 0..1: near 0 or 1 the search has collapsed.</summary>
    Connection,

    /// <summary>Mean over the blocks, in bits: 0..1.</summary>
    Entropy,

    /// <summary>Share of the curiosity bonus in the reward.</summary>
    Curiosity,
    ReplayAge,
    Clipped,
}
