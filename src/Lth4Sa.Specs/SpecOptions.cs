using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Search.Strategies;
using static Lth4Sa.Specs.SpecOption;

namespace Lth4Sa.Specs;

/// <summary>Every option of a run. Their meaning in full is with <see cref="RunSpec"/>.</summary>
public static class SpecOptions
{
    /// <summary>Where the data lie, which is no part of what a run is.</summary>
    public const string Data = "data";

    /// <summary>The data set that <c>data</c> holds, or without it <c>synthetic</c>.</summary>
    private const string Auto = "auto";

    /// <summary>What holds where nothing is given.</summary>
    public static RunSpec Defaults { get; } = new() { Dataset = Auto };

    public static IReadOnlyList<SpecOption> All { get; } =
    [
        Text("dataset", $"One of {string.Join(", ", DataSets.Registry.Names)}, or auto: what the data folder holds", s => s.Dataset, (s, v) => s with { Dataset = v }),
        Text(Data, "Folder of CIFAR's binary files, or of what `data prepare` wrote; synthetic needs none", s => s.Data ?? "none", (s, v) => s with { Data = v }),
        Whole("classes", "Take the first K classes only", s => s.Classes?.ToString() ?? "all", (s, v) => s with { Classes = v }),
        Whole("validation-per-class", "Training images of each class held out for validation", s => s.ValidationPerClass?.ToString() ?? "a fifth", (s, v) => s with { ValidationPerClass = v }),
        Text("backbone", "Backbone: " + Backbone.Expected, s => s.Backbone, (s, v) => s with { Backbone = v }),
        Text("module", "Attention module: " + string.Join(", ", AttentionModules.Registry.Names), s => s.Module, (s, v) => s with { Module = v }),
        Text("sharing", "full: a module for each block; share: one for each stage", s => s.Sharing, (s, v) => s with { Sharing = v }),
        Real("beta", "Probability of each connection while the supernet is trained, above 0 and at most 1", s => s.Beta, (s, v) => s with { Beta = v }),
        new("evaluator", "WHAT", "supernet, or table:FILE, a CSV file with the columns scheme and accuracy", s => s.Evaluator, (s, v) => s with { Evaluator = v }),
        Text("missing", "What to do about schemes that the table lacks: error, or nearest", s => s.Missing, (s, v) => s with { Missing = v }),
        Text("strategy", "Search strategy: " + string.Join(", ", SearchStrategies.Registry.Names), s => s.Strategy, (s, v) => s with { Strategy = v }),
        Long("seed", "Seed of everything random", s => s.Seed, (s, v) => s with { Seed = v }),
        Long("supernet-seed", "Seed of the data split and of all training", s => s.SupernetSeed?.ToString(CultureInfo.InvariantCulture) ?? "the seed", (s, v) => s with { SupernetSeed = v }),
        Whole("steps", "Search steps T", s => s.Steps, (s, v) => s with { Steps = v }),
        Whole("budget", "Unique evaluations after which the search ends", s => s.Budget?.ToString(CultureInfo.InvariantCulture) ?? "what the steps take", (s, v) => s with { Budget = v }),
        Whole("epochs", "Epochs of the supernet", s => s.Epochs?.ToString() ?? "150, resnet50 40", (s, v) => s with { Epochs = v }),
        Whole("train-epochs", "Epochs of each network trained from scratch", s => s.TrainEpochs?.ToString() ?? "100, deep backbones 164, resnet50 120", (s, v) => s with { TrainEpochs = v }),
        Whole("batch-size", "Images of a training iteration", s => s.BatchSize, (s, v) => s with { BatchSize = v }),
        Real("learning-rate", "Initial learning rate of all networks", s => s.LearningRate, (s, v) => s with { LearningRate = v }),
        Whole("forwards", "Forward passes of a time measurement", s => s.Forwards, (s, v) => s with { Forwards = v }),
        Whole("candidates", "Schemes with the highest reward that are trained from scratch; 0 ends the run with the search", s => s.Candidates, (s, v) => s with { Candidates = v }),
        Whole("samples", "Schemes sampled in a step (ean, enas, ga, random); the paper has 1", s => s.Samples, (s, v) => s with { Samples = v }),
        Real("lambda-sparsity", "Reward weight of the sparsity", s => s.LambdaSparsity, (s, v) => s with { LambdaSparsity = v }),
        Real("lambda-accuracy", "Reward weight of the accuracy in percentage points", s => s.LambdaAccuracy, (s, v) => s with { LambdaAccuracy = v }),
        Real("lambda-curiosity", "Reward weight of the curiosity bonus", s => s.LambdaCuriosity, (s, v) => s with { LambdaCuriosity = v }),
        Text("controller-optimiser", "sgd (paper) or adam (reference)", s => s.ControllerOptimiser, (s, v) => s with { ControllerOptimiser = v }),
        Real("controller-rate", "Learning rate of the controller", s => s.ControllerRate, (s, v) => s with { ControllerRate = v }),
        Real("temperature", "Temperature of the controller's sigmoid", s => s.Temperature, (s, v) => s with { Temperature = v }),
        Text("baseline", "Decay of the reward baseline, or off: Eq. 6 as printed", s => s.Baseline, (s, v) => s with { Baseline = v }),
        Flag("normalise", "Divide advantages by their moving deviation: true or false", s => s.Normalise, (s, v) => s with { Normalise = v }),
        Real("entropy", "Weight of the entropy of the controller's decisions", s => s.Entropy, (s, v) => s with { Entropy = v }),
        Text("ppo-clip", "Clip of replayed probability ratios, or off: Eq. 31 as printed", s => s.PpoClip, (s, v) => s with { PpoClip = v }),
        Whole("ppo-from", "First step that replays an entry", s => s.PpoFrom, (s, v) => s with { PpoFrom = v }),
        Whole("replay-capacity", "Entries of the replay buffer", s => s.ReplayCapacity, (s, v) => s with { ReplayCapacity = v }),
        Real("curiosity-rate", "Learning rate of the curiosity predictor", s => s.CuriosityRate, (s, v) => s with { CuriosityRate = v }),
        Real("enas-rate", "Learning rate of the LSTM of enas", s => s.EnasRate, (s, v) => s with { EnasRate = v }),
        Whole("population", "Schemes of a generation of ga", s => s.Population, (s, v) => s with { Population = v }),
        Real("keep", "Share of each stage's modules that l1 and gm keep", s => s.Keep, (s, v) => s with { Keep = v }),
        Real("gate-rate", "Learning rate of the gates of darts", s => s.GateRate, (s, v) => s with { GateRate = v }),
        Whole("commit-every", "Search steps between commits, at most", s => s.CommitEvery, (s, v) => s with { CommitEvery = v }),
        Text("device", "cpu, cuda or cuda:N", s => s.Device, (s, v) => s with { Device = v }),
        Whole("memory", "MiB for the features of schemes that are evaluated; decides how many images are evaluated at a time", s => s.Memory?.ToString(CultureInfo.InvariantCulture) ?? $"{EvaluationMemory.CpuBudget}, on a GPU {EvaluationMemory.GpuBudget}", (s, v) => s with { Memory = v }),
        Whole("threads", "CPU threads of an operator; 0 is all cores", s => s.Threads, (s, v) => s with { Threads = v }),
    ];

    /// <summary>The option of this name, which is one.</summary>
    public static SpecOption Get(string name) => All.First(o => o.Name == name);

    /// <summary>Names settings of the search; options beside it override it.</summary>
    public const string Preset = "preset";

    /// <exception cref="SpecException">There is no such preset.</exception>
    public static RunSpec ApplyPreset(RunSpec spec, string name) => RunPresets.Registry.Contains(name)
        ? RunPresets.Registry.Get(name)(spec)
        : throw new SpecException($"preset: {name} is not allowed; expected one of {string.Join(", ", RunPresets.Registry.Names)}.");

    /// <summary>The spec with full paths, and with the data set that its data folder holds.</summary>
    /// <param name="paths">Where files lie; null is as this process finds them.</param>
    /// <exception cref="SpecException">A path leads out of where it may, or the data folder holds no known data set.</exception>
    public static RunSpec Complete(RunSpec spec, SpecPaths? paths = null)
    {
        paths ??= SpecPaths.Local;
        var (data, table) = (spec.Data, spec.TablePath());
        spec = spec with
        {
            Data = data is { Length: > 0 } ? paths.Resolve(Data, data) : data,
            Evaluator = table is { Length: > 0 } ? spec.Evaluator[..^table.Length] + paths.Resolve("evaluator", table) : spec.Evaluator,
        };
        return spec switch
        {
            { Dataset: not Auto } => spec,
            { Data: null } => spec with { Dataset = DataSets.Synthetic },
            { Data: var folder } => spec with
            {
                Dataset = DataSets.Detect(folder) ?? throw new SpecException(
                    $"data: {data} is not allowed; expected a folder with the binary files of CIFAR-10 or CIFAR-100, or one that `lth4sa data prepare` wrote."),
            },
        };
    }
}
