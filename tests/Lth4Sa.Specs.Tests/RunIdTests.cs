using System.Text.Json;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Specs.Tests;

public sealed class RunIdTests
{
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

    [Fact]
    public void NetworkId_OtherSearchOptions_ShareTheNetwork()
    {
        var id = IdOf(new RunSpec());
        Assert.Equal(id, IdOf(new RunSpec { Steps = 5, Strategy = "ga", Seed = 7, SupernetSeed = 0, Beta = 0.2, Epochs = 3, Data = "/b" }));
        Assert.NotEqual(id, IdOf(new RunSpec { TrainEpochs = 3 }));
        Assert.NotEqual(id, IdOf(new RunSpec { SupernetSeed = 7 }));
        Assert.NotEqual(id, IdOf(new RunSpec { Threads = 3 }));
        Assert.NotEqual(id, IdOf(new RunSpec { Device = "cuda" }));
        Assert.NotEqual(id, IdOf(new RunSpec { Module = "eca" }));
        Assert.NotEqual(id, IdOf(new RunSpec(), "111110"));

        static string IdOf(RunSpec spec, string scheme = "101010") => spec.ToNetwork("hash", scheme).NetworkId();
    }

    [Fact]
    public void Ids_ADefaultThatIsWrittenOut_IsTheSameRecipe()
    {
        var data = new DataFacts(10, 1, 1, 1, 32, "hash");
        RunSpec spec = new();
        RunSpec[] same =
        [
            spec with { BatchSize = 128, Epochs = 150, TrainEpochs = 100 }, spec with { Augmentation = "flip", Schedule = "cosine" },
            spec with { SupernetSchedule = "step" }, spec with { SupernetSchedule = "step:0.5,0.75" },
        ];
        Assert.All(same, s => Assert.Equal(spec.ToSupernet(data).SupernetId(), s.ToSupernet(data).SupernetId()));
        Assert.All(same, s => Assert.Equal(spec.ToNetwork("hash", "101010").NetworkId(), s.ToNetwork("hash", "101010").NetworkId()));
        RunSpec[] others =
        [
            spec with { BatchSize = 127 }, spec with { Epochs = 149, TrainEpochs = 99 }, spec with { Augmentation = "none" },
            spec with { Schedule = "step", SupernetSchedule = "cosine" }, spec with { Schedule = "step:0.5,0.8", SupernetSchedule = "step:0.5,0.8" },
        ];
        Assert.All(others, s => Assert.NotEqual(spec.ToSupernet(data).SupernetId(), s.ToSupernet(data).SupernetId()));
        Assert.All(others, s => Assert.NotEqual(spec.ToNetwork("hash", "101010").NetworkId(), s.ToNetwork("hash", "101010").NetworkId()));
    }

    [Fact]
    public void NetworkId_OfTheOriginal_IsTheSameForEveryModule()
    {
        var original = new RunSpec().ToNetwork("hash", "000000").NetworkId();
        Assert.Equal(original, new RunSpec { Module = "dia", Sharing = "share" }.ToNetwork("hash", "000000").NetworkId());
        Assert.NotEqual(original, new RunSpec { Backbone = "resnet29" }.ToNetwork("hash", "000000").NetworkId());
    }

    [Fact]
    public void WeightsId_OtherRecalibration_SharesTheWeightsAndNotTheEvaluations()
    {
        var data = new DataFacts(10, 100, 1, 1, 32, "hash");
        var (plain, some, all) = (Of(0), Of(40), Of(100));
        Assert.Equal(plain.SupernetId(), plain.WeightsId());
        Assert.Equal([plain.WeightsId(), plain.WeightsId()], new[] { some.WeightsId(), all.WeightsId() });
        Assert.Equal(3, new[] { plain, some, all }.Select(s => s.SupernetId()).Distinct().Count());
        Assert.NotEqual(plain.WeightsId(), new RunSpec { Sampling = "fair" }.ToSupernet(data).WeightsId());
        var error = Assert.Throws<ArgumentException>(() => Of(101));
        Assert.StartsWith("recalibrate: 101 is not allowed; expected at most 100", error.Message, StringComparison.Ordinal);

        SupernetSpec Of(int images) => new RunSpec { Recalibrate = images }.ToSupernet(data);
    }

    [Fact]
    public void SupernetId_FollowsFromNamesAndValuesOnly()
    {
        // Stored supernets and their evaluations are found by it: it must not change with the records of the code.
        var spec = new RunSpec { Dataset = "cifar100", Data = "/a", Seed = 7 }.ToSupernet(new DataFacts(100, 1, 1, 1, 32, "hash"));
        Assert.StartsWith(
            """{"Data":{"Dataset":"cifar100","Data":null,"Classes":null,"ValidationPerClass":null,"Seed":7},"DataHash":"hash","Backbone":""",
            JsonSerializer.Serialize(spec with { Data = spec.Data with { Data = null } }), StringComparison.Ordinal);
    }
}
