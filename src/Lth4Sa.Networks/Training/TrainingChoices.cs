using Lth4Sa.Search;

namespace Lth4Sa.Networks.Training;

/// <summary>The choices of a training by name.</summary>
public static class TrainingChoices
{
    /// <summary>How the schemes of a supernet's iterations are drawn.</summary>
    public static Registry<Sampling> Samplings { get; } = new("sampling",
        ("bernoulli", Sampling.Bernoulli), ("fair", Sampling.Fair), ("sandwich", Sampling.Sandwich));

    /// <summary>What the modules that a scheme leaves out do.</summary>
    public static Registry<UnusedModules> UnusedModules { get; } = new("treatment of unused modules",
        ("decay", Training.UnusedModules.Decay), ("freeze", Training.UnusedModules.Freeze));

    /// <summary>The images that networks are trained on from scratch.</summary>
    public static Registry<TrainingImages> Images { get; } = new("choice of training images",
        ("all", TrainingImages.All), ("split", TrainingImages.Split));
}
