using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using static Lth4Sa.Specs.AllowedValues;
using static Lth4Sa.Specs.OptionUses;
using static Lth4Sa.Specs.SpecOption;

namespace Lth4Sa.Specs;

/// <summary>The catalogue of the options of a run. <see cref="RunSpec"/> explains each of them.</summary>
public static class SpecOptions
{
    private const string DataFolder = "data";

    /// <summary>
    /// The largest widths of the small networks. At each of them a network has some 17 million weights, and a snapshot of 400 MB, with the
    /// two moments of Adam.
    /// </summary>
    private const int MostWidth = 4096, MostLstmWidth = 2048, MostOutputs = 64;

    /// <summary>The name that stands for the data set in the data folder, or without a folder for <c>synthetic</c>.</summary>
    private const string Auto = "auto";

    /// <summary>The spec with the default of every option.</summary>
    public static RunSpec Defaults { get; } = new() { Dataset = Auto };

    /// <summary>All options in the order of the help text. The name, the type and the default are those of the property.</summary>
    public static IReadOnlyList<SpecOption> All { get; } =
    [
        Row(s => s.Dataset, OptionScope.Data, "The data set; auto is what the data folder holds",
            OneOf(DataSets.Registry.Names), Training | Landscape),
        Row(s => s.Data!, OptionScope.Data, "The folder of CIFAR's binary files, or of what `data prepare` wrote; synthetic needs none",
            Text("a folder", _ => true), Training | Landscape | Fork, otherwise: "none", helpName: "DIR"),
        Row(s => s.Classes, OptionScope.Data, "The number of classes to take, the first ones", AtLeast(2), "all", Training | Landscape),
        Row(s => s.ValidationPerClass, OptionScope.Data, "The training images of each class that are held out for validation",
            AtLeast(1), "a fifth",
            Training | Landscape, unit: "images"),
        Row(s => s.Backbone, OptionScope.Network, "The backbone",
            Text(Backbone.Expected, name => Backbone.TryParse(name, out _)), Training | Landscape),
        Row(s => s.Module, OptionScope.Network, "The attention module", OneOf(AttentionModules.Registry.Names), Training | Landscape),
        Row(s => s.Sharing, OptionScope.Network, "full: a module for each block; share: one for each stage",
            OneOf(AttentionModules.Sharings.Names), Training | Landscape),
        Row(s => s.Beta, OptionScope.Network, "The probability of each connection in a training iteration of the supernet",
            Probability, Landscape),
        Row(s => s.Evaluator, OptionScope.Search,
            "What knows the accuracy of schemes: supernet, or table:FILE, a CSV file with the columns scheme and accuracy",
            Text("supernet, or table: and the path of an existing CSV file", IsEvaluator), helpName: "WHAT"),
        Row(s => s.Missing, OptionScope.Search, "What to do about schemes that the table lacks", OneOf(EvaluationTable.Policies.Names)),
        Row(s => s.Strategy, OptionScope.Search, "The search strategy", OneOf(SearchStrategies.Registry.Names), Comparison),
        Row(s => s.Seed, OptionScope.Execution, "The seed of everything random", Whole, Training | Landscape),
        Row(s => s.SupernetSeed, OptionScope.Execution, "The seed of the data split and of all training", Whole, "the seed"),
        Row(s => s.Steps, OptionScope.Search, "The search steps T", AtLeast(1), "1000, resnet50 300", Comparison | Fork),
        Row(s => s.Budget, OptionScope.Search, "The unique evaluations after which the search ends",
            AtLeast(1), "what the steps take", Fork),
        Row(s => s.Epochs, OptionScope.Network, "The epochs of the supernet", AtLeast(1), "150, resnet50 40", Landscape),
        Row(s => s.TrainEpochs, OptionScope.Network, "The epochs of each network trained from scratch",
            AtLeast(1), "100, deep backbones 164, resnet50 120", Fork),
        Row(s => s.BatchSize, OptionScope.Network, "The images of a training iteration",
            AtLeast(2), "128, resnet50 256", Training | Landscape),
        Row(s => s.LearningRate, OptionScope.Network, "The initial learning rate of all networks", Positive, Training | Landscape),
        Row(s => s.Momentum, OptionScope.Network, "The momentum of SGD of all networks", BelowOne, Training | Landscape),
        Row(s => s.WeightDecay, OptionScope.Network, "The weight decay of all networks", NotNegative, Training | Landscape),
        Row(s => s.Schedule, OptionScope.Network,
            "The learning rate over the epochs of a network trained from scratch; step alone is step:0.5,0.75, of deep backbones auto's "
            + "steps at 81 and 122 of 164 epochs, of resnet50 step:0.25,0.5,0.75",
            Text(Schedules.Expected, Schedules.IsSchedule), Training | Fork),
        Row(s => s.SupernetSchedule, OptionScope.Network,
            "The learning rate over the epochs of the supernet; step alone is step:0.5,0.75",
            Text(Schedules.Expected, Schedules.IsSchedule), Landscape),
        Row(s => s.Augmentation, OptionScope.Network, "The random variation of training images",
            OneOf([RecipeOptions.Auto, .. Augmentations.Registry.Names]), Training | Landscape),
        Row(s => s.TrainOn, OptionScope.Data, "The images that networks are trained on from scratch; split leaves the held-out ones out",
            OneOf(TrainingChoices.Images.Names), Training | Fork),
        Row(s => s.UnusedModules, OptionScope.Network,
            "What modules that a scheme leaves out do in an iteration of the supernet: weight decay and momentum go on, or stop",
            OneOf(TrainingChoices.UnusedModules.Names), Landscape),
        Row(s => s.Sampling, OptionScope.Network, "How the schemes of the supernet's iterations are drawn",
            OneOf(TrainingChoices.Samplings.Names), Landscape),
        Row(s => s.Recalibrate, OptionScope.Network,
            "The training images from which batch-norm statistics of each scheme are computed before it is evaluated; 0: not at all",
            AtLeast(0), Landscape, unit: "images"),
        Row(s => s.Forwards, OptionScope.Execution, "The forward passes of a time measurement (Eq. 7)", AtLeast(1), Fork),
        Row(s => s.Candidates, OptionScope.Search,
            "The best schemes, by reward, of darts by validation loss, that are trained from scratch; 0 ends the run with the search",
            AtLeast(0), Fork),
        Row(s => s.Samples, OptionScope.Search, "The schemes sampled in a step by ean, enas, ga and random",
            AtLeast(1), Comparison | Fork | Preset, paper: "1", reference: "3"),
        Row(s => s.LambdaSparsity, OptionScope.Reward, "The reward weight l1 of the sparsity (Eq. 30)", Finite, Fork | Preset),
        Row(s => s.LambdaAccuracy, OptionScope.Reward, "The reward weight l2 of the accuracy (Eq. 30)",
            Finite, Fork | Preset, unit: "per percentage point"),
        Row(s => s.LambdaCuriosity, OptionScope.Reward, "The reward weight l3 of the curiosity bonus (Eq. 30)",
            Finite, Comparison | Fork | Preset, paper: "1", reference: "1"),
        Row(s => s.ControllerOptimiser, OptionScope.Search, "The optimiser of the controller",
            OneOf(Enum.GetNames<OptimiserKind>().Select(n => n.ToLowerInvariant())),
            Comparison | Preset, paper: "sgd", reference: "adam"),
        Row(s => s.ControllerRate, OptionScope.Search, "The learning rate of the controller",
            Positive, Comparison | Fork | Preset, paper: "0.05", reference: "0.05"),
        Row(s => s.ControllerMomentum, OptionScope.Search, "The momentum of the controller's SGD", BelowOne, Comparison | Fork | Preset),
        Row(s => s.ControllerInputs, OptionScope.Search, "The width of the controller's input, a zero vector",
            Between(1, MostWidth), Comparison | Preset),
        Row(s => s.ControllerWidth, OptionScope.Search, "The width of the controller's hidden layer",
            Between(1, MostWidth), Comparison | Preset),
        Row(s => s.ControllerLogits, OptionScope.Search, "The controller's logits for each block: 1 with a sigmoid, 2 with a softmax",
            new Allowed<int>("1 or 2", v => v is 1 or 2), Comparison | Preset, reference: "2"),
        Row(s => s.Temperature, OptionScope.Search, "The temperature of the controller's sigmoid", Positive, Comparison | Fork | Preset),
        Row(s => s.Baseline, OptionScope.Search, "The decay of the reward baseline, or off: Eq. 6 as printed",
            NumberOrOff("a number in [0, 1)", v => v is >= 0 and < 1),
            Comparison | Fork | Preset, paper: RunSpecMapping.Off, reference: "0.95"),
        Row(s => s.Normalise, OptionScope.Search, "Whether advantages are divided by their moving deviation, which needs a baseline", Flag,
            Comparison | Fork | Preset, paper: "false", reference: "false"),
        Row(s => s.Entropy, OptionScope.Search, "The weight of the entropy of the controller's decisions",
            NotNegative, Comparison | Fork | Preset, paper: "0", reference: "0"),
        Row(s => s.PpoClip, OptionScope.Search, "The clip of replayed probability ratios, or off: Eq. 31 as printed",
            NumberOrOff("a number above 0", v => v > 0 && double.IsFinite(v)),
            Comparison | Fork | Preset, paper: RunSpecMapping.Off, reference: "0.1"),
        Row(s => s.PpoObjective, OptionScope.Search, "Where the minimum of the clipped objective is taken: of each block, or of the sums",
            OneOf(["block", "sum"]), Comparison | Fork | Preset, reference: "sum"),
        Row(s => s.PpoFrom, OptionScope.Search, "The first step that replays an entry",
            AtLeast(1), Comparison | Fork | Preset, reference: "11"),
        Row(s => s.ReplayCapacity, OptionScope.Search, "The entries of the replay buffer", Between(1, 100_000),
            Comparison | Fork | Preset),
        Row(s => s.ReplayEntry, OptionScope.Search, "An entry of the replay buffer: a scheme, or all schemes of a step",
            OneOf(["scheme", "step"]), Comparison | Preset, reference: "step"),
        Row(s => s.ReplayBonus, OptionScope.Search, "Whether rewards are stored with their curiosity bonus",
            Flag, Comparison | Fork | Preset, reference: "false"),
        Row(s => s.ReplayCurrent, OptionScope.Search, "Whether a step may replay the entry that it has just added",
            Flag, Comparison | Fork | Preset, reference: "true"),
        Row(s => s.ReplayScale, OptionScope.Search, "The factor of the clipped replay objective", Positive, Comparison | Fork | Preset),
        Row(s => s.Bonus, OptionScope.Search, "The curiosity bonus: of each scheme for itself, or one sum for all schemes of a step",
            OneOf(["scheme", "step"]), Comparison | Fork | Preset, reference: "step"),
        Row(s => s.CuriosityRate, OptionScope.Search, "The learning rate of the curiosity predictor", Positive, Comparison | Fork | Preset),
        Row(s => s.CuriosityWidth, OptionScope.Search, "The width of the hidden layers of the curiosity networks",
            Between(1, MostWidth), Comparison | Preset),
        Row(s => s.CuriosityOutputs, OptionScope.Search, "The outputs of the curiosity networks for each block",
            Between(1, MostOutputs), Comparison | Preset),
        Row(s => s.EnasRate, OptionScope.Search, "The learning rate of the LSTM of enas", Positive, Comparison | Fork | Preset),
        Row(s => s.EnasWidth, OptionScope.Search, "The width of the LSTM of enas", Between(1, MostLstmWidth),
            Comparison | Preset, enas: "100"),
        Row(s => s.EnasTemperature, OptionScope.Search, "The temperature of the outputs of enas", Positive, Comparison | Fork | Preset),
        Row(s => s.EnasTanh, OptionScope.Search, "The constant that bounds the logits of enas", Positive, Comparison | Fork | Preset),
        Row(s => s.EnasBaseline, OptionScope.Search, "The decay of the reward baseline of enas",
            BelowOne, Comparison | Fork | Preset, enas: "0.99"),
        Row(s => s.EnasEntropy, OptionScope.Search, "The weight of the entropy of the decisions of enas",
            NotNegative, Comparison | Fork | Preset, enas: "0.0001"),
        Row(s => s.Population, OptionScope.Search, "The schemes of a generation of ga", AtLeast(4), Comparison),
        Row(s => s.Keep, OptionScope.Search, "The share of the modules that l1 and gm keep", Share, "beta", Comparison),
        Row(s => s.Ranking, OptionScope.Search, "Which modules l1 and gm compare: those of all stages, or those of a stage",
            OneOf(["all", "stage"]), Comparison),
        Row(s => s.Schemes!, OptionScope.Search, "The schemes that list tries, by commas, block 1 first",
            Text("schemes by commas, each of 1 to 64 digits 0 and 1", IsListOfSchemes), Comparison, otherwise: "none",
            helpName: "BITS,.."),
        Row(s => s.GateRate, OptionScope.Search, "The learning rate of the gates of darts", Positive, Comparison),
        Row(s => s.GateDecay, OptionScope.Search, "The weight decay of the gates of darts", NotNegative, Comparison),
        Row(s => s.GateBeta1, OptionScope.Search, "The decay of the first moment of the Adam of the gates of darts",
            BelowOne, Comparison),
        Row(s => s.GateBeta2, OptionScope.Search, "The decay of the second moment of the Adam of the gates of darts",
            BelowOne, Comparison),
        Row(s => s.CommitEvery, OptionScope.Execution, "The search steps between commits, at most; a run also commits every ten seconds",
            AtLeast(1), Fork),
        Row(s => s.Device, OptionScope.Execution, "The device that networks run on",
            Text("cpu, cuda or cuda:N", DeviceSpec.IsDevice), Training | Landscape),
        Row(s => s.Memory, OptionScope.Execution,
            "The memory of a device slot for the features of evaluations; decides how many images are evaluated at a time",
            AtLeast(1), $"{EvaluationMemory.CpuBudget}, on a GPU {EvaluationMemory.GpuBudget}", unit: "MiB"),
        Row(s => s.Threads, OptionScope.Execution, "The CPU threads of an operator; 0 is all cores", AtLeast(0), Training | Landscape),
    ];

    private static readonly Dictionary<string, SpecOption> ByName = All.ToDictionary(option => option.Name);

    /// <summary>The names of all options.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The options that distinguish runs: all but the folder of the data.</summary>
    public static IEnumerable<SpecOption> Deciding => All.Where(option => option.Name != DataFolder);

    /// <summary>Finds an option by its name; null when there is none.</summary>
    public static SpecOption? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The option of a name that is known to be one.</summary>
    public static SpecOption Get(string name) => ByName[name];

    /// <summary>The options that may be given at a place, in the order of the help text.</summary>
    public static IEnumerable<SpecOption> For(OptionUses use) => All.Where(option => option.Uses.HasFlag(use));

    /// <summary>A copy of the spec with full paths and with the data set of its data folder.</summary>
    /// <param name="paths">The rule for paths; null is <see cref="SpecPaths.Local"/>.</param>
    /// <exception cref="SpecException">A path is not allowed, or the data folder has no known data set.</exception>
    public static RunSpec Complete(RunSpec spec, SpecPaths? paths = null)
    {
        paths ??= SpecPaths.Local;
        var (data, table) = (spec.Data, spec.TablePath());
        spec = spec with
        {
            Data = data is { Length: > 0 } ? paths.Resolve(DataFolder, data) : data,
            Evaluator = table is { Length: > 0 } ? spec.Evaluator[..^table.Length] + paths.Resolve("evaluator", table) : spec.Evaluator,
        };
        return spec switch
        {
            { Dataset: not Auto } => spec,
            { Data: null } => spec with { Dataset = DataSets.Synthetic },
            { Data: var folder } => spec with
            {
                Dataset = DataSets.Detect(folder) ?? throw new SpecException(SpecError.Of(
                    DataFolder, data, "a folder with the binary files of CIFAR-10 or CIFAR-100, or one that `lth4sa data prepare` wrote")),
            },
        };
    }

    private static bool IsListOfSchemes(string text) => text.Split(',').All(Scheme.IsScheme);

    private static bool IsEvaluator(string evaluator) =>
        evaluator == "supernet" || RunSpecMapping.TablePath(evaluator) is { } path && File.Exists(path);
}
