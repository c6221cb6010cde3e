using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Search;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

public sealed class NetworkGrainTests : FolderTest
{
    private static readonly RunSpec Small = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 1, SupernetSeed = 3 };

    private static readonly string DataHash = DataSets.Load(Small.ToData()).Hash;

    [Fact]
    public async Task Runs_OfOneRecipeSeedAndData_TrainTheOriginalAndTheFullNetworkOnce()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        RunSpec[] specs = [Small with { Strategy = "list", Schemes = "101", Seed = 1 }, Small with { Strategy = "list", Schemes = "010", Seed = 2 }, Small with { Strategy = "random", Module = "eca" }];
        var results = await Task.WhenAll(specs.Select(spec => RunAsync(silo, spec)));
        var trained = silo.Slots.Jobs.OfType<NetworkTrainingJob>().Select(j => j.Network).ToArray();
        // The original has no module of any kind; the third run has another full network.
        Assert.Equal(trained.Length, trained.Select(n => n.NetworkId()).Distinct().Count());
        Assert.Equal(["000", "010", "101", "111"], trained.Where(n => n.Module == "se" || n.Scheme == "000").Select(n => n.Scheme).Order());
        Assert.Single(results.Select(r => r.Networks[0].Accuracy).Distinct());
        Assert.Equal(results[0].Networks[1].Accuracy, results[1].Networks[1].Accuracy);
        Assert.Equal(2, silo.Slots.Jobs.OfType<SupernetTrainingJob>().Count());
    }

    [Fact]
    public async Task Train_WhoHasItLeaves_AnotherThatJoinedGoesOnToTheEnd()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var request = (Small with { TrainEpochs = 3 }).ToNetwork(DataHash, "101");
        var network = silo.Grains.GetGrain<INetworkGrain>(request.NetworkId());
        var first = network.Train(request, null).GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync());
        Assert.False(first.Current.IsJoined);
        await using var second = network.Train(request, null).GetAsyncEnumerator();
        Assert.True(await second.MoveNextAsync());
        Assert.True(second.Current.IsJoined);
        await first.DisposeAsync();
        var (reports, last) = (new List<NetworkProgress>(), second.Current);
        while (await second.MoveNextAsync())
        {
            reports.Add(last = second.Current);
        }

        Assert.Contains(reports, r => r is { IsJoined: false, Training: not null });
        Assert.NotNull(last.Result);
        Assert.Equal(2, silo.Slots.Jobs.OfType<NetworkTrainingJob>().Count());
        Assert.Equal(new NetworkProgress(null, false, last.Result), await network.Train(request, null).SingleAsync());
    }

    [Fact]
    public async Task Train_ThatDiverges_FailsForAllWhoJoinedAndIsTriedAgainWhenAskedAgain()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var request = (Small with { LearningRate = 1e6 }).ToNetwork(DataHash, "011");
        var network = silo.Grains.GetGrain<INetworkGrain>(request.NetworkId());
        Task[] all = [.. Enumerable.Range(0, 3).Select(_ => LastAsync())];
        foreach (var one in all)
        {
            Assert.StartsWith("The loss is ", (await Assert.ThrowsAsync<NonFiniteException>(() => one)).Message, StringComparison.Ordinal);
        }

        Assert.Single(silo.Slots.Jobs.OfType<NetworkTrainingJob>());
        await Assert.ThrowsAsync<NonFiniteException>(LastAsync);
        Assert.Equal(2, silo.Slots.Jobs.OfType<NetworkTrainingJob>().Count());

        Task LastAsync() => network.Train(request, null).LastAsync().AsTask();
    }

    [Fact]
    public async Task Train_WhoAskedFirstHasNoTurnYet_IsTrainedByWhoeverHasOne()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var request = Small.ToNetwork(DataHash, "011");
        var network = silo.Grains.GetGrain<INetworkGrain>(request.NetworkId());
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        // The group that asks first has had the device all the time.
        var (busy, fresh) = (new DeviceShare("busy", 1e-3), new DeviceShare("fresh", 1));
        var lease = await pool.TakeAsync(busy);
        await using var first = network.Train(request, busy).GetAsyncEnumerator();
        var firsts = first.MoveNextAsync().AsTask();
        await WaitingAsync(1);
        await using var second = network.Train(request, fresh).GetAsyncEnumerator();
        var seconds = second.MoveNextAsync().AsTask();
        await WaitingAsync(2);
        await pool.Withdraw(lease.Request);
        Assert.True(await seconds && await firsts);
        Assert.Equal((true, false), (first.Current.IsJoined, second.Current.IsJoined));
        // The second's reading drives the training.
        while (second.Current.Result is null)
        {
            Assert.True(await second.MoveNextAsync());
        }

        Assert.Single(silo.Slots.Jobs.OfType<NetworkTrainingJob>());
        // What the first one wanted is given back.
        await WaitingAsync(0);
        await pool.TakeAsync(fresh);

        async Task WaitingAsync(int wanted)
        {
            while ((await pool.GetStatus()).Wanted != wanted)
            {
                await Task.Yield();
            }
        }
    }

    // What Train throws is thrown inside a stream, where Orleans does not look for refused writes.
    [Fact]
    public async Task Train_AfterAWriteWhoseAnswerWasLost_AnswersWhatIsStored()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var request = Small.ToNetwork(DataHash, "110");
        var network = silo.Grains.GetGrain<INetworkGrain>(request.NetworkId());
        silo.Storage.LoseAnswer("network");
        Assert.Contains("The answer was lost", (await Assert.ThrowsAnyAsync<Exception>(LastAsync)).Message, StringComparison.Ordinal);
        NetworkProgress? last = null;
        while (last is null)
        {
            try
            {
                last = await LastAsync();
            }
            catch (EnumerationAbortedException)
            {
                // The activation that does not know what is stored is on its way out.
                await Task.Yield();
            }
        }

        Assert.NotNull(last.Result);
        Assert.Single(silo.Slots.Jobs.OfType<NetworkTrainingJob>());

        Task<NetworkProgress> LastAsync() => network.Train(request, null).LastAsync().AsTask();
    }

    private static async Task<RunResult> RunAsync(TestSilo silo, RunSpec spec)
    {
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        await foreach (var progress in run.Watch())
        {
            Assert.Null(progress.Error);
        }

        return (await run.GetResult())!;
    }
}
