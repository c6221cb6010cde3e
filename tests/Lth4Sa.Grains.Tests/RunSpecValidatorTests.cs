using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Runs;

namespace Lth4Sa.Grains.Tests;

public sealed class RunSpecValidatorTests
{
    private static string AnyFile => typeof(RunSpecValidatorTests).Assembly.Location;

    public static TheoryData<string, RunSpec> OneBadFieldEach => new()
    {
        { "dataset", new RunSpec { Dataset = "mnist" } },
        { "data", new RunSpec { Dataset = "cifar100", Data = "/does/not/exist" } },
        { "classes", new RunSpec { Classes = 1 } },
        { "validation-per-class", new RunSpec { ValidationPerClass = 0 } },
        { "backbone", new RunSpec { Backbone = "resnet21" } },
        { "module", new RunSpec { Module = "none" } },
        { "sharing", new RunSpec { Sharing = "half" } },
        { "sharing", new RunSpec { Module = "dia", Sharing = "full" } },
        { "beta", new RunSpec { Beta = 0 } },
        { "beta", new RunSpec { Beta = double.NaN } },
        { "strategy", new RunSpec { Strategy = "luck" } },
        { "steps", new RunSpec { Steps = 0 } },
        { "epochs", new RunSpec { Epochs = 0 } },
        { "train-epochs", new RunSpec { TrainEpochs = -1 } },
        { "batch-size", new RunSpec { BatchSize = 1 } },
        { "learning-rate", new RunSpec { LearningRate = 0 } },
        { "forwards", new RunSpec { Forwards = 0 } },
        { "candidates", new RunSpec { Candidates = -1 } },
        { "samples", new RunSpec { Samples = 0 } },
        { "lambda-sparsity", new RunSpec { LambdaSparsity = double.NaN } },
        { "lambda-accuracy", new RunSpec { LambdaAccuracy = double.PositiveInfinity } },
        { "lambda-curiosity", new RunSpec { LambdaCuriosity = double.NaN } },
        { "controller-optimiser", new RunSpec { ControllerOptimiser = "rmsprop" } },
        { "controller-rate", new RunSpec { ControllerRate = -1 } },
        { "temperature", new RunSpec { Temperature = 0 } },
        { "baseline", new RunSpec { Baseline = "1" } },
        { "ppo-clip", new RunSpec { PpoClip = "never" } },
        { "ppo-from", new RunSpec { PpoFrom = 0 } },
        { "replay-capacity", new RunSpec { ReplayCapacity = 0 } },
        { "curiosity-rate", new RunSpec { CuriosityRate = 0 } },
        { "commit-every", new RunSpec { CommitEvery = 0 } },
        { "device", new RunSpec { Device = "tpu" } },
        { "evaluator", new RunSpec { Evaluator = "oracle" } },
        { "evaluator", new RunSpec { Evaluator = "table:/does/not/exist.csv" } },
        { "missing", new RunSpec { Missing = "guess" } },
        { "strategy", new RunSpec { Backbone = "resnet164", Strategy = "exhaustive" } },
        { "strategy", new RunSpec { Evaluator = "table:" + AnyFile, Strategy = "darts" } },
        { "sharing", new RunSpec { Strategy = "l1", Sharing = "share" } },
        { "budget", new RunSpec { Budget = 0 } },
        { "normalise", new RunSpec { Baseline = "off" } },
        { "entropy", new RunSpec { Entropy = -0.1 } },
        { "keep", new RunSpec { Keep = 1.5 } },
        { "population", new RunSpec { Population = 1 } },
        { "enas-rate", new RunSpec { EnasRate = 0 } },
        { "gate-rate", new RunSpec { GateRate = double.NaN } },
        { "threads", new RunSpec { Threads = -1 } },
    };

    [Theory]
    [MemberData(nameof(OneBadFieldEach))]
    public void Validate_OneBadField_NamesItAlone(string field, RunSpec spec) =>
        Assert.StartsWith(field + ":", Assert.Single(RunSpecValidator.Validate(spec)), StringComparison.Ordinal);

    [Fact]
    public void Validate_Defaults_AreFine() => Assert.Empty(RunSpecValidator.Validate(new RunSpec()));

    [Theory]
    [InlineData("default")]
    [InlineData("paper")]
    [InlineData("reference")]
    public void Preset_AnyOfThem_IsAllowedAndLeavesTheRestAlone(string name)
    {
        var spec = RunPresets.Registry.Get(name)(new RunSpec { Backbone = "resnet38", Seed = 7, Steps = 5, Keep = 0.25 });
        Assert.Empty(RunSpecValidator.Validate(spec));
        Assert.Equal(("resnet38", 7, 5, 0.25), (spec.Backbone, spec.Seed, spec.Steps, spec.Keep));
    }

    [Fact]
    public void Preset_Paper_IsEq6And31AsPrinted()
    {
        var options = RunPresets.Registry.Get("paper")(new RunSpec()).ToSearchOptions();
        Assert.Equal((1, Lth4Sa.Search.NeuralNetworks.OptimiserKind.Sgd, 0.05), (options.Controller.Samples, options.Controller.Optimiser, options.Controller.LearningRate));
        Assert.Null(options.Controller.BaselineDecay);
        Assert.Null(options.Replay.Clip);
        Assert.Equal((false, 0), (options.Controller.Normalise, options.Controller.Entropy));
        Assert.Equal((2, 1, 1), (options.Reward.Sparsity, options.Reward.Accuracy, options.Reward.Curiosity));
    }

    [Fact]
    public void ToSearchOptions_OfADefaultSpec_AreTheDefaultsOfTheParts()
    {
        var (fromSpec, own) = (new RunSpec().ToSearchOptions(), new Lth4Sa.Search.Strategies.SearchOptions());
        Assert.Equal(own, fromSpec);
    }

    [Fact]
    public void ContentId_OfTuples_FollowsFromWhatIsInThem()
    {
        Assert.Equal(ContentId.Of((new RunSpec(), "a")), ContentId.Of((new RunSpec(), "a")));
        Assert.NotEqual(ContentId.Of((new RunSpec(), "a")), ContentId.Of((new RunSpec(), "b")));
        Assert.NotEqual(ContentId.Of((new RunSpec(), "a")), ContentId.Of((new RunSpec { Seed = 1 }, "a")));
    }

    [Fact]
    public void RunId_DataInAnotherFolder_StaysTheSame()
    {
        Assert.Equal(new RunSpec { Data = "/a" }.RunId(), new RunSpec { Data = "/b" }.RunId());
        Assert.NotEqual(new RunSpec().RunId(), new RunSpec { Seed = 1 }.RunId());
    }

    [Fact]
    public void SupernetId_OtherSearchOptions_ShareTheSupernet()
    {
        var data = new DataFacts(10, 1, 1, 1, 32, "hash");
        var id = new RunSpec().ToSupernet(data).SupernetId();
        Assert.Equal(id, new RunSpec { Steps = 5, LambdaSparsity = 9, TrainEpochs = 3, Data = "/b" }.ToSupernet(data).SupernetId());
        Assert.NotEqual(id, new RunSpec { Beta = 0.2 }.ToSupernet(data).SupernetId());
        Assert.NotEqual(id, new RunSpec { Memory = 4 }.ToSupernet(data).SupernetId());
        Assert.NotEqual(id, new RunSpec().ToSupernet(data with { Hash = "other" }).SupernetId());
    }
}
