using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search;

namespace Lth4Sa.Grains.Runs;

/// <summary>Named settings of the search; what else a spec says stays.</summary>
public static class RunPresets
{
    public const string Default = "default";

    private static readonly RunSpec Best = new();

    public static Registry<Func<RunSpec, RunSpec>> Registry { get; } = new("preset",
        (Default, spec => With(spec, Best)),
        // Eq. 6, 30 and 31 as printed, one scheme a step, SGD with momentum.
        ("paper", spec => With(spec, Best with
        {
            Samples = 1, ControllerOptimiser = "sgd", ControllerRate = 0.05, Baseline = RunSpecMapping.Off, Normalise = false, Entropy = 0,
            PpoClip = RunSpecMapping.Off, LambdaCuriosity = 1,
        })),
        // The authors' code: three schemes a step, Adam, a moving baseline, PPO's clipping.
        ("reference", spec => With(spec, Best with
        {
            Samples = 3, ControllerOptimiser = "adam", ControllerRate = 0.05, Baseline = "0.95", Normalise = false, Entropy = 0,
            PpoClip = "0.1", LambdaCuriosity = 1,
        })));

    private static RunSpec With(RunSpec spec, RunSpec settings) => spec with
    {
        Samples = settings.Samples,
        ControllerOptimiser = settings.ControllerOptimiser,
        ControllerRate = settings.ControllerRate,
        Temperature = settings.Temperature,
        Baseline = settings.Baseline,
        Normalise = settings.Normalise,
        Entropy = settings.Entropy,
        PpoClip = settings.PpoClip,
        PpoFrom = settings.PpoFrom,
        ReplayCapacity = settings.ReplayCapacity,
        CuriosityRate = settings.CuriosityRate,
        LambdaSparsity = settings.LambdaSparsity,
        LambdaAccuracy = settings.LambdaAccuracy,
        LambdaCuriosity = settings.LambdaCuriosity,
    };
}
