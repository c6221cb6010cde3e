using System.Globalization;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Search.Learning;
using Lth4Sa.Search.Running;

namespace Lth4Sa.Grains.Runs;

/// <summary>From a (validated) run spec to what it stands for.</summary>
public static class RunSpecMapping
{
    public const string Off = "off";

    /// <summary>Follows from the spec; where the data lie does not matter.</summary>
    public static string RunId(this RunSpec spec) => ContentId.Of(spec with { Data = null });

    public static ulong RandomSeed(this RunSpec spec) => unchecked((ulong)spec.Seed);

    public static SearchOptions ToSearchOptions(this RunSpec spec) => new()
    {
        Controller = new()
        {
            Samples = spec.Samples,
            Temperature = spec.Temperature,
            Optimiser = Enum.Parse<OptimiserKind>(spec.ControllerOptimiser, ignoreCase: true),
            LearningRate = spec.ControllerRate,
            BaselineDecay = OrOff(spec.Baseline),
        },
        Curiosity = new() { LearningRate = spec.CuriosityRate },
        Replay = new() { Capacity = spec.ReplayCapacity, FromStep = spec.PpoFrom, Clip = OrOff(spec.PpoClip) },
        Reward = new() { Sparsity = spec.LambdaSparsity, Accuracy = spec.LambdaAccuracy, Curiosity = spec.LambdaCuriosity },
    };

    public static DataMessage ToData(this RunSpec spec) => new(spec.Dataset, spec.Data, spec.Classes, spec.ValidationPerClass, spec.Seed);

    public static SupernetSpec ToSupernet(this RunSpec spec, string dataHash) => new(
        spec.ToData(), dataHash, spec.Backbone, spec.Module, spec.Sharing, spec.Beta,
        spec.Epochs, spec.BatchSize, spec.LearningRate, spec.Seed, SchemeEvaluator.Version, spec.Device, spec.Threads);

    /// <summary>The hash of everything that changes evaluations.</summary>
    public static string SupernetId(this SupernetSpec spec) => ContentId.Of(spec with { Data = spec.Data with { Data = null } });

    public static NetworkRequest ToNetwork(this RunSpec spec, string run, string dataHash, string scheme) => new(
        scheme, run, spec.ToData(), dataHash, spec.Backbone, spec.Module, spec.Sharing, scheme,
        spec.TrainEpochs, spec.BatchSize, spec.LearningRate, spec.Seed);

    private static double? OrOff(string value) => value == Off ? null : double.Parse(value, CultureInfo.InvariantCulture);
}
