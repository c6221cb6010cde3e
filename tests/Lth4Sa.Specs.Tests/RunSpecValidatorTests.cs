using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs.Tests;

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
        { "replay-capacity", new RunSpec { ReplayCapacity = 100_001 } },
        { "controller-inputs", new RunSpec { ControllerInputs = 4097 } },
        { "controller-width", new RunSpec { ControllerWidth = 4097 } },
        { "curiosity-width", new RunSpec { CuriosityWidth = 4097 } },
        { "curiosity-outputs", new RunSpec { CuriosityOutputs = 65 } },
        { "enas-width", new RunSpec { EnasWidth = 2049 } },
        { "curiosity-rate", new RunSpec { CuriosityRate = 0 } },
        { "commit-every", new RunSpec { CommitEvery = 0 } },
        { "device", new RunSpec { Device = "tpu" } },
        { "evaluator", new RunSpec { Evaluator = "oracle" } },
        { "evaluator", new RunSpec { Evaluator = "table:/does/not/exist.csv" } },
        { "missing", new RunSpec { Missing = "guess" } },
        { "strategy", new RunSpec { Backbone = "resnet164", Strategy = "exhaustive" } },
        { "strategy", new RunSpec { Evaluator = "table:" + AnyFile, Strategy = "darts" } },
        { "sharing", new RunSpec { Strategy = "l1", Sharing = "share" } },
        { "schemes", new RunSpec { Strategy = "list" } },
        { "schemes", new RunSpec { Strategy = "list", Schemes = "101010,some" } },
        { "schemes", new RunSpec { Strategy = "list", Schemes = "101010,101" } },
        { "schemes", new RunSpec { Schemes = "101010" } },
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
        Assert.StartsWith(field + ":", Assert.Single(RunSpecValidator.Validate(spec)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Validate_Defaults_AreFine() => Assert.Empty(RunSpecValidator.Validate(new RunSpec()));

    [Fact]
    public void Validate_SchemesForATable_HaveAsManyDigitsAsItsRows()
    {
        var table = Path.GetTempFileName();
        try
        {
            File.WriteAllText(table, "# accuracies: scratch\naccuracy,scheme\n50,0101\n");
            var spec = new RunSpec { Evaluator = "table:" + table, Strategy = "list" };
            Assert.Empty(RunSpecValidator.Validate(spec with { Schemes = "0101,1111" }));
            Assert.Equal(
                $"schemes: 0101,101010 is not allowed; expected schemes of 4 digits, one for each block of {table}.",
                Assert.Single(RunSpecValidator.Validate(spec with { Schemes = "0101,101010" })).ToString());
        }
        finally
        {
            File.Delete(table);
        }
    }
}
