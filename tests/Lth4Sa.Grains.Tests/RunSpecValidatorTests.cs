using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;

namespace Lth4Sa.Grains.Tests;

public sealed class RunSpecValidatorTests
{
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
        { "candidates", new RunSpec { Candidates = 0 } },
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
        { "threads", new RunSpec { Threads = -1 } },
    };

    [Theory]
    [MemberData(nameof(OneBadFieldEach))]
    public void Validate_OneBadField_NamesItAlone(string field, RunSpec spec) =>
        Assert.StartsWith(field + ":", Assert.Single(RunSpecValidator.Validate(spec)), StringComparison.Ordinal);

    [Fact]
    public void Validate_Defaults_AreFine() => Assert.Empty(RunSpecValidator.Validate(new RunSpec()));

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
        var id = new RunSpec().ToSupernet("hash").SupernetId();
        Assert.Equal(id, new RunSpec { Steps = 5, LambdaSparsity = 9, TrainEpochs = 3, Data = "/b" }.ToSupernet("hash").SupernetId());
        Assert.NotEqual(id, new RunSpec { Beta = 0.2 }.ToSupernet("hash").SupernetId());
        Assert.NotEqual(id, new RunSpec().ToSupernet("other").SupernetId());
    }
}
