using System.Security.Cryptography;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder other = new();
    private readonly DeviceSlot slot = new("cpu", 2);

    public void Dispose()
    {
        slot.Dispose();
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Train_StoppedAndResumed_EndsWithTheSameBytes()
    {
        var undisturbed = TestNetworks.Job(folder.Path, epochs: 3);
        await RunAsync(undisturbed);

        var disturbed = TestNetworks.Job(other.Path, epochs: 3);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(disturbed, status =>
        {
            if (status is { Epoch: 1, Iteration: 2 })
            {
                stop.Cancel();
            }
        }, stop.Token));
        var resumedAt = -1;
        await RunAsync(disturbed, status => resumedAt = resumedAt < 0 ? status.Epoch : resumedAt);

        Assert.Equal(1, resumedAt);
        Assert.Equal(Hash(undisturbed), Hash(disturbed));
    }

    [Fact]
    public async Task Train_Supernet_LearnsBeyondChance()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 6) with { Recipe = new Recipe { Epochs = 6, BatchSize = 32 } };
        await RunAsync(job);
        var data = TestNetworks.Images;
        var best = await slot.RunAsync(() =>
        {
            var trained = new AttentionNetwork(job.Network, job.Modules, 1);
            Checkpoint.Load(trained, job.Checkpoint);
            using var network = new FoldedNetwork(trained);
            return Enumerable.Range(0, 8).Max(bits =>
                new SchemeEvaluator(slot).CountCorrect(network, new Scheme((ulong)bits, 3), data.Test, data.Normalisation));
        });
        Assert.InRange((double)best / data.Test.Count, 0.25, 0.95);
    }

    [Fact]
    public async Task Train_ToTheEnd_LeavesNoTensorAlive()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 1);
        using var network = new AttentionNetwork(job.Network, job.Modules, 1);
        // What earlier tests left to the finalizer must not be counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        await RunAsync(job);
        // TorchSharp counts a Parameter twice when it is made and once when it is disposed.
        Assert.Equal(before + network.parameters().Count(), Tensor.TotalCount);
    }

    [Fact]
    public async Task Train_CheckpointOfAnotherTraining_IsRefused()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 1);
        await RunAsync(job);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(job with { Identity = "other" }));
        Assert.Contains("another training", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OtherThreadCount_IsRefusedWithTheRightOne()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 1);
        await RunAsync(job);
        using var single = new DeviceSlot("cpu", 1);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => single.RunAsync(() =>
        {
            new Trainer(TestNetworks.Images, single, TimeProvider.System).Train(job, _ => { }, CancellationToken.None);
            return true;
        }));
        Assert.Contains("2 threads", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithTests_KeepsTheHistoryWithTheCheckpoint()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 2, beta: null) with { TestEachEpoch = true };
        var first = await HistoryAsync(job);
        Assert.Equal([1, 2], first.Select(e => e.Epoch));
        Assert.Equal([0.1, 0.01], first.Select(e => Math.Round(e.Rate, 10)));
        Assert.All(first, e => Assert.InRange(e.Accuracy!.Value, 0, 100));
        Assert.True(first[1].Loss < first[0].Loss);
        // Complete: nothing is trained, the same history comes back.
        Assert.Equal(first, await HistoryAsync(job));

        Task<IReadOnlyList<EpochRecord>> HistoryAsync(TrainingJob of) =>
            slot.RunAsync(() => new Trainer(TestNetworks.Images, slot, TimeProvider.System).Train(of, _ => { }, CancellationToken.None));
    }

    [Theory]
    [InlineData(TrainingImages.All, 400)]
    [InlineData(TrainingImages.Split, 320)]
    public async Task Train_OnTheseImages_TakesEachOnceInAnEpoch(TrainingImages images, int count)
    {
        var reports = new List<TrainingProgress>();
        var job = TestNetworks.Job(folder.Path, epochs: 2, beta: null) with { Images = images, Recipe = new Recipe { Epochs = 2, BatchSize = 50 } };
        await RunAsync(job, reports.Add);
        Assert.Equal((count + 49) / 50, reports[0].Iterations);
        // What is left after the first iteration.
        Assert.Equal(2 * count - 50, reports[1].SecondsLeft * reports[1].ImagesPerSecond, 1e-6);
        var split = TestNetworks.Job(other.Path, epochs: 2, beta: null) with { Recipe = job.Recipe };
        await RunAsync(split);
        Assert.Equal(images == TrainingImages.Split, Hash(job) == Hash(split));
    }

    [Fact]
    public async Task Train_LossThatIsNotFinite_EndsAtItsIterationAndKeepsTheLastEpoch()
    {
        var good = TestNetworks.Job(folder.Path, epochs: 1);
        await RunAsync(good);
        var before = Hash(good);
        var diverging = good with { Recipe = good.Recipe with { Epochs = 2, LearningRate = 1e30, Schedule = Schedule.Constant } };
        var reports = new List<TrainingProgress>();
        var error = await Assert.ThrowsAsync<NonFiniteException>(() => RunAsync(diverging, reports.Add));
        Assert.StartsWith(
            "The loss is NaN in epoch 2, iteration 2 of 5, at a learning rate of 1E+30; the last finite loss was ", error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(". A lower learning rate may help.", error.Message, StringComparison.Ordinal);
        Assert.All(reports, r => Assert.True(double.IsFinite(r.Loss)));
        Assert.Equal(before, Hash(good));
        // The folder goes on with a rate that is none too high.
        await RunAsync(good with { Recipe = good.Recipe with { Epochs = 2 } });
    }

    [Fact]
    public async Task Train_WeightsThatTheLastIterationMadeInfinite_AreNotKept()
    {
        var job = TestNetworks.Job(folder.Path, epochs: 1) with
        {
            Recipe = new Recipe { Epochs = 1, BatchSize = 320, LearningRate = 1e30, WeightDecay = 1e30 },
        };
        var error = await Assert.ThrowsAsync<NonFiniteException>(() => RunAsync(job));
        Assert.Contains("is not finite after epoch 1, iteration 1 of 1,", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(job.Checkpoint));
    }

    [Fact]
    public async Task Train_BetaOfOne_IsTheTrainingOfTheFullNetwork()
    {
        var full = TestNetworks.Job(folder.Path, epochs: 1, beta: null);
        var (always, half) = (full with { Checkpoint = full.Checkpoint + "1", Beta = 1 }, full with { Checkpoint = full.Checkpoint + "2", Beta = 0.5 });
        await RunAsync(full);
        await RunAsync(always);
        await RunAsync(half);
        Assert.Equal(Hash(full), Hash(always));
        Assert.NotEqual(Hash(full), Hash(half));
    }

    [Fact]
    public async Task Train_RateThatDrops_MovesTheWeightsATenthAsFarInTheEpochAfterIt()
    {
        var steps = TestNetworks.Job(folder.Path, epochs: 1) with { Recipe = new Recipe { Epochs = 2, BatchSize = 64, Momentum = 0, WeightDecay = 0 } };
        var constant = steps with { Recipe = steps.Recipe with { Schedule = Schedule.Constant }, Checkpoint = steps.Checkpoint + "c" };
        var first = steps with { Recipe = constant.Recipe with { Epochs = 1 }, Checkpoint = steps.Checkpoint + "1" };
        await RunAsync(steps);
        await RunAsync(constant);
        await RunAsync(first);
        var (slow, fast) = (Distance(first, steps), Distance(first, constant));
        Assert.InRange(slow / fast, 0.01, 0.3);

        static double Distance(TrainingJob from, TrainingJob to)
        {
            using var scope = NewDisposeScope();
            var (a, b) = (Safetensors.Load(from.Checkpoint).Tensors, Safetensors.Load(to.Checkpoint).Tensors);
            return Math.Sqrt(a.Keys.Where(name => name.EndsWith("weight", StringComparison.Ordinal))
                .Sum(name => (a[name] - b[name]).square().sum().item<float>()));
        }
    }

    [Fact]
    public void Recipes_OfImageNet_AreThePapers()
    {
        var backbone = Backbones.Backbone.Parse("resnet50");
        Assert.Equal((40, 120), (Recipes.Supernet(backbone).Epochs, Recipes.StandAlone(backbone).Epochs));
        Assert.Equal(
            [0.1, 0.01, 0.001, 0.0001], new[] { 29, 30, 60, 90 }.Select(e => Math.Round(Recipes.StandAlone(backbone).RateAt(e), 10)));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(74, 0.1)]
    [InlineData(75, 0.01)]
    [InlineData(112, 0.001)]
    public void RateAt_SupernetOf150_DropsAtHalfAndThreeQuarters(int epoch, double rate) =>
        Assert.Equal(rate, new Recipe { Epochs = 150 }.RateAt(epoch), 10);

    [Fact]
    public void Recipes_OfThePaper_AreTheDefaults()
    {
        var (shallow, deep) = (Backbones.Backbone.Parse("resnet38"), Backbones.Backbone.Parse("resnet164"));
        Assert.Equal((100, Schedule.Cosine, 0), (Recipes.StandAlone(shallow).Epochs, Recipes.StandAlone(shallow).Schedule,
            Recipes.StandAlone(shallow).Augmentation.CropPadding));
        Assert.Equal((164, Schedule.Step, 4), (Recipes.StandAlone(deep).Epochs, Recipes.StandAlone(deep).Schedule,
            Recipes.StandAlone(deep).Augmentation.CropPadding));
        Assert.Equal(0.1, Recipes.StandAlone(deep).RateAt(80), 10);
        Assert.Equal(0.01, Recipes.StandAlone(deep).RateAt(81), 10);
        Assert.Equal(0.001, Recipes.StandAlone(deep).RateAt(122), 10);
        Assert.Equal(0.05, Recipes.StandAlone(shallow).RateAt(50), 10);
    }

    private static string Hash(TrainingJob job) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(job.Checkpoint)));

    private Task RunAsync(TrainingJob job, Action<TrainingProgress>? report = null, CancellationToken cancellation = default) =>
        slot.RunAsync(() =>
    {
        new Trainer(TestNetworks.Images, slot, TimeProvider.System).Train(job, report ?? (_ => { }), cancellation);
        return true;
    });
}
