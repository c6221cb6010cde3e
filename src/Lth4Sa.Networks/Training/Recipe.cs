using Lth4Sa.Networks.Data;

namespace Lth4Sa.Networks.Training;

/// <summary>The recipe by which a network is trained: SGD on the cross-entropy. The defaults are the paper's.</summary>
public sealed record Recipe
{
    /// <summary>Passes over the training images. At least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Images of a batch; at least 2, default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The initial learning rate; above 0, default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The momentum of SGD, in [0, 1); default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The weight decay of SGD; at least 0, default 1e-4.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>How the rate goes over the epochs; default in steps.</summary>
    public Schedule Schedule { get; init; } = Schedule.Step;

    /// <summary>
    /// The shares of the run after which the rate of <see cref="Schedule.Step"/> drops, ascending in (0, 1). Default 1/2 and 3/4 (paper).
    /// Each is rounded to a whole epoch, but every rate has an epoch at least: a run of few epochs has fewer drops.
    /// </summary>
    public double[] Milestones { get; init; } = [0.5, 0.75];

    /// <summary>The variation of the training images. Default <see cref="Augmentations.Flip"/>.</summary>
    public Augmentation Augmentation { get; init; } = Augmentations.Registry.Get(Augmentations.Flip);

    /// <summary>The rate of an epoch, from 0.</summary>
    public double RateAt(int epoch) => Schedule switch
    {
        Schedule.Cosine => LearningRate * 0.5 * (1 + Math.Cos(Math.PI * epoch / Epochs)),
        Schedule.Step => LearningRate * Math.Pow(0.1, Drops().Count(drop => epoch >= drop)),
        _ => LearningRate,
    };

    // The epochs at which the rate drops.
    private IEnumerable<int> Drops()
    {
        var last = 0;
        foreach (var milestone in Milestones)
        {
            yield return last = Math.Max((int)Math.Round(milestone * Epochs), last + 1);
        }
    }
}
