using System.Globalization;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Specs;

/// <summary>From a (validated) run spec to what it stands for.</summary>
public static class RunSpecMapping
{
    public const string Off = "off";

    private const string TablePrefix = "table:";

    /// <summary>Follows from the spec; where the data lie does not matter.</summary>
    public static string RunId(this RunSpec spec) => ContentId.Of(spec with { Data = null });

    public static ulong RandomSeed(this RunSpec spec) => unchecked((ulong)spec.Seed);

    /// <summary>The path of the table to search; null where a supernet is searched.</summary>
    public static string? TablePath(this RunSpec spec) => TablePath(spec.Evaluator);

    /// <summary>The path in <c>table:PATH</c>; null for another evaluator.</summary>
    internal static string? TablePath(string evaluator) =>
        evaluator.StartsWith(TablePrefix, StringComparison.Ordinal) ? evaluator[TablePrefix.Length..] : null;

    /// <summary>T: the steps of the spec, or those of the paper for its backbone.</summary>
    public static int SearchSteps(this RunSpec spec) => spec.Steps ?? (IsImageNet(spec) ? 300 : 1000);

    public static StrategyKind ToStrategy(this RunSpec spec) => SearchStrategies.Registry.Get(spec.Strategy);

    /// <summary>What the search is made from.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="blocksPerStage">The number of blocks of each stage of the backbone.</param>
    /// <param name="guidance">What the strategy wanted to know of the supernet; null if it asks for nothing.</param>
    public static StrategySetup ToStrategySetup(this RunSpec spec, int[] blocksPerStage, GuidanceProgress? guidance = null) => new(
        spec.Strategy, blocksPerStage, spec.SearchSteps(), spec.RandomSeed(), spec.ToSearchOptions(),
        guidance is { Rows: { } rows } ? new Guidance(rows, guidance.Losses) : null);

    public static SearchSession ToSession(this RunSpec spec) =>
        new(spec.ToStrategy(), spec.ToSearchOptions().Reward, spec.SearchSteps(), spec.Budget);

    public static SearchOptions ToSearchOptions(this RunSpec spec) => new()
    {
        Controller = new()
        {
            Samples = spec.Samples,
            Temperature = spec.Temperature,
            Optimiser = Enum.Parse<OptimiserKind>(spec.ControllerOptimiser, ignoreCase: true),
            LearningRate = spec.ControllerRate,
            Momentum = spec.ControllerMomentum,
            InputWidth = spec.ControllerInputs,
            HiddenWidth = spec.ControllerWidth,
            Logits = spec.ControllerLogits,
            BaselineDecay = OrOff(spec.Baseline),
            Normalise = spec.Normalise,
            Entropy = spec.Entropy,
        },
        Curiosity = new()
        {
            HiddenWidth = spec.CuriosityWidth,
            OutputsPerBlock = spec.CuriosityOutputs,
            LearningRate = spec.CuriosityRate,
            Bonus = Enum.Parse<BonusScope>(spec.Bonus, ignoreCase: true),
        },
        Replay = new()
        {
            Capacity = spec.ReplayCapacity,
            FromStep = spec.PpoFrom,
            Clip = OrOff(spec.PpoClip),
            Scale = spec.ReplayScale,
            Objective = Enum.Parse<ReplayObjective>(spec.PpoObjective, ignoreCase: true),
            Entry = Enum.Parse<ReplayEntry>(spec.ReplayEntry, ignoreCase: true),
            WithBonus = spec.ReplayBonus,
            Current = spec.ReplayCurrent,
        },
        Reward = new() { Sparsity = spec.LambdaSparsity, Accuracy = spec.LambdaAccuracy, Curiosity = spec.LambdaCuriosity },
        Enas = new()
        {
            HiddenWidth = spec.EnasWidth,
            Temperature = spec.EnasTemperature,
            TanhConstant = spec.EnasTanh,
            LearningRate = spec.EnasRate,
            BaselineDecay = spec.EnasBaseline,
            Entropy = spec.EnasEntropy,
        },
        Genetic = new() { Population = spec.Population },
        Keep = spec.Keep ?? spec.Beta,
        RankByStage = spec.Ranking == "stage",
        Schemes = spec.Schemes is { } list ? [.. list.Split(',').Select(Scheme.Parse)] : [],
    };

    /// <summary>The seed of the data split and of all training; strategies search with the run's own.</summary>
    private static long TrainingSeed(this RunSpec spec) => spec.SupernetSeed ?? spec.Seed;

    public static DataSpec ToData(this RunSpec spec) =>
        new(spec.Dataset, spec.Data, spec.Classes, spec.ValidationPerClass, spec.TrainingSeed());

    /// <exception cref="ArgumentException">
    /// The memory does not suffice to evaluate one image, or there are fewer training images than the recalibration takes.
    /// </exception>
    public static SupernetSpec ToSupernet(this RunSpec spec, DataFacts data)
    {
        if (spec.Recalibrate > data.Train)
        {
            throw new ArgumentException(
                $"recalibrate: {spec.Recalibrate} is not allowed; expected at most {data.Train}, the training images.");
        }

        var (cpu, threads) = (spec.Device == "cpu", Math.Max(spec.Threads, 1));
        var network = new NetworkSpec(
            Backbone.Parse(spec.Backbone), spec.Module, AttentionModules.Sharings.Get(spec.Sharing), data.Classes);
        return new(
            spec.ToData(), data.Hash, spec.Backbone, spec.Module, spec.Sharing, spec.Beta,
            spec.ToRecipe(spec.Epochs, spec.SupernetSchedule), spec.Sampling, spec.UnusedModules, spec.TrainingSeed(),
            SchemeEvaluator.Version, EvaluationMemory.BatchSize(network, data.ImageSize, cpu, threads, spec.Memory), spec.Recalibrate,
            spec.Recalibrate == 0 ? 0 : EvaluationMemory.RecalibrationBatch(network, data.ImageSize, cpu, threads, spec.Memory),
            spec.Device, spec.Threads);
    }

    /// <summary>The supernet whose weights it has: its evaluations may be recalibrated, its training is the same.</summary>
    public static SupernetSpec WithoutRecalibration(this SupernetSpec spec) => spec with { Recalibrate = 0, RecalibrationBatch = 0 };

    /// <summary>The id of the supernet whose weights it has, which names their checkpoint.</summary>
    public static string WeightsId(this SupernetSpec spec) => spec.WithoutRecalibration().SupernetId();

    /// <summary>
    /// The hash of everything that changes evaluations. The recipe counts as what it comes to: a default that is written out is the same.
    /// </summary>
    public static string SupernetId(this SupernetSpec spec) => ContentId.Of((
        spec with { Data = spec.Data with { Data = null }, Recipe = new() },
        Recipes.Supernet(Backbone.Parse(spec.Backbone), spec.Recipe)));

    public static NetworkRequest ToNetwork(this RunSpec spec, string dataHash, string scheme) => new(
        spec.ToData(), dataHash, spec.Backbone, spec.Module, spec.Sharing, scheme,
        spec.ToStandAloneRecipe(), spec.TrainOn, spec.TrainingSeed(), spec.Device, spec.Threads);

    /// <summary>
    /// The hash of everything that decides the weights of a network. The original one has no modules, whatever their kind. The recipe
    /// counts as what it comes to: a default that is written out is the same.
    /// </summary>
    public static string NetworkId(this NetworkRequest request) => ContentId.Of((
        request with
        {
            Data = request.Data with { Data = null },
            Module = request.Scheme.Contains('1') ? request.Module : "",
            Sharing = request.Scheme.Contains('1') ? request.Sharing : "",
            Recipe = new(),
        },
        Recipes.StandAlone(Backbone.Parse(request.Backbone), request.Recipe)));

    /// <summary>What the spec says of the training of networks from scratch.</summary>
    public static RecipeOptions ToStandAloneRecipe(this RunSpec spec) => spec.ToRecipe(spec.TrainEpochs, spec.Schedule);

    /// <summary>The number of images that networks are trained on from scratch.</summary>
    public static int StandAloneImages(this RunSpec spec, DataFacts data) =>
        TrainingChoices.Images.Get(spec.TrainOn) == TrainingImages.All ? data.Train + data.Validation : data.Train;

    private static RecipeOptions ToRecipe(this RunSpec spec, int? epochs, string schedule) =>
        new(epochs, spec.BatchSize, spec.LearningRate, spec.Momentum, spec.WeightDecay, schedule, spec.Augmentation);

    private static bool IsImageNet(RunSpec spec) =>
        spec.TablePath() is null && Backbone.TryParse(spec.Backbone, out var backbone) && backbone.IsImageNet;

    public static GuidanceRequest ToGuidance(this RunSpec spec, string run) =>
        new(spec.Strategy, run, spec.SearchSteps(), spec.GateRate, spec.GateDecay, spec.GateBeta1, spec.GateBeta2,
            Recipes.Supernet(Backbone.Parse(spec.Backbone), spec.ToRecipe(spec.Epochs, spec.SupernetSchedule)).BatchSize, spec.Seed);

    private static double? OrOff(string value) => value == Off ? null : double.Parse(value, CultureInfo.InvariantCulture);
}
