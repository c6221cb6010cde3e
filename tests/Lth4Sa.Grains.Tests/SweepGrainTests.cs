using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

public sealed class SweepGrainTests(SharedSilo shared) : FolderTest, IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Run_ThatFailsAgainAndAgain_IsParkedWhileTheOthersGoOn()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var damaged = Path.Combine(Folder, "damaged.csv");
        await File.WriteAllLinesAsync(damaged, ["scheme,accuracy", "00000000,high"]);
        var sweep = shared.Grains.GetGrain<ISweepGrain>("parks");
        await sweep.Start([Run("good", Spec with { Missing = "nearest" }), Run("bad", Spec with { Evaluator = "table:" + damaged, Missing = "nearest" })], new SweepOptions(1, 2, 2));
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        var runs = await sweep.GetRuns(0, 10);
        Assert.Equal([SweepRunState.Done, SweepRunState.Parked], runs.Select(r => r.State));
        Assert.Equal((2, 0), (runs[1].Failures, runs[0].Failures));
        Assert.Contains("accuracy: high is not allowed", runs[1].Error, StringComparison.Ordinal);

        // Once what was wrong is mended, it is tried again.
        Assert.Equal(0, await sweep.Retry(["good"]));
        File.Copy(TableFile, damaged, overwrite: true);
        Assert.Equal(1, await sweep.Retry([]));
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        Assert.All(await sweep.GetRuns(0, 10), r => Assert.Equal(SweepRunState.Done, r.State));
    }

    [Fact]
    public async Task Run_WhoseSpecHasErrors_IsParked()
    {
        var sweep = shared.Grains.GetGrain<ISweepGrain>("has errors");
        await sweep.Start([Run("bad", new RunSpec { Beta = 2 })], new SweepOptions(1, 1, 1));
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        var run = Assert.Single(await sweep.GetRuns(0, 10));
        Assert.Equal((SweepRunState.Parked, 1), (run.State, run.Failures));
        Assert.Contains("beta: 2 is not allowed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_StartedAgainInANewSilo_KnowsWhatIsDoneAndAddsWhatIsNew()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var spec = Spec with { Missing = "nearest" };
        SweepRunStatus[] before;
        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            var sweep = silo.Grains.GetGrain<ISweepGrain>("s");
            await sweep.Start([Run("a", spec), Run("b", spec with { Seed = 2 }), Run("again", spec)], SweepOptions.Default);
            await EndAsync(sweep);
            before = await sweep.GetRuns(0, 10);
            Assert.Equal(["a", "b"], before.Select(r => r.Run.Name));
            await sweep.Pause();
            Assert.Equal(SweepState.Ended, (await sweep.GetStatus()).State);
        }

        await using var next = await TestSilo.StartAsync(Folder);
        var same = next.Grains.GetGrain<ISweepGrain>("s");
        Assert.Equal(before.Select(r => r.Outcome), (await same.GetRuns(0, 10)).Select(r => r.Outcome));
        await same.Start([Run("c", spec with { Seed = 3 })], SweepOptions.Default);
        Assert.Equal(SweepState.Ended, await EndAsync(same));
        var after = await same.GetRuns(0, 10);
        Assert.Equal(["a", "b", "c"], after.Select(r => r.Run.Name));
        Assert.Equal(before.Select(r => r.Outcome), after[..2].Select(r => r.Outcome));
        Assert.Equal(["b"], (await same.GetRuns(1, 1)).Select(r => r.Run.Name));
    }

    [Fact]
    public async Task Sweep_Cancelled_StaysSoUntilItIsStarted()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var sweep = shared.Grains.GetGrain<ISweepGrain>("is cancelled");
        var run = Run("long", Spec with { Missing = "nearest", Steps = 1_000_000 });
        await sweep.Start([run], SweepOptions.Default);
        await sweep.Cancel();
        Assert.Equal(SweepState.Cancelled, (await sweep.GetStatus()).State);
        await sweep.Start([run], SweepOptions.Default);
        Assert.Equal(SweepState.Running, (await sweep.GetStatus()).State);
        await sweep.Pause();
        Assert.Equal(SweepState.Paused, (await sweep.GetStatus()).State);
        Assert.Equal(SweepRunState.Pending, Assert.Single(await sweep.GetRuns(0, 10)).State);
    }

    [Fact]
    public async Task WatchRun_ThatWaitsForItsTurn_ShowsItUntilItIsDone()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var (sweep, spec) = (shared.Grains.GetGrain<ISweepGrain>("is watched"), Spec with { Missing = "nearest" });
        var (first, second) = (Run("first", spec with { Seed = 11, Steps = 1_000_000 }), Run("second", spec with { Seed = 12 }));
        await sweep.Start([first, second], new SweepOptions(1, 1, 1));
        await using var changes = sweep.WatchRun(second.Spec.RunId()).GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(SweepRunState.Pending, changes.Current.State);

        // Nothing comes until something happens to the run.
        var next = changes.MoveNextAsync();
        Assert.Equal(1, await sweep.CancelRuns(["first"]));
        var seen = new List<SweepRunState>();
        for (; await next; next = changes.MoveNextAsync())
        {
            seen.Add(changes.Current.State);
        }

        Assert.Equal([SweepRunState.Running, SweepRunState.Done], seen.Distinct());
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        Assert.Empty(await sweep.WatchRun("0123456789abcdef").ToArrayAsync());
        Assert.Equal(SweepRunState.Cancelled, (await sweep.WatchRun(first.Spec.RunId()).SingleAsync()).State);
    }

    [Fact]
    public async Task Watch_Paused_ShowsTheNextStateWhenItIsOrdered()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var sweep = shared.Grains.GetGrain<ISweepGrain>("is paused");
        await sweep.Start([Run("long", Spec with { Missing = "nearest", Seed = 13, Steps = 1_000_000 })], SweepOptions.Default);
        await sweep.Pause();
        await using var states = sweep.Watch().GetAsyncEnumerator();
        Assert.True(await states.MoveNextAsync());
        Assert.Equal(SweepState.Paused, states.Current.State);
        await sweep.Cancel();
        while (states.Current.State == SweepState.Paused)
        {
            Assert.True(await states.MoveNextAsync());
        }

        Assert.Equal(SweepState.Cancelled, states.Current.State);
        Assert.False(await states.MoveNextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WatchRun_OfASweepThatIsStoppedAsAWhole_Ends(bool cancels)
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var (sweep, spec) = (shared.Grains.GetGrain<ISweepGrain>("stops " + cancels), Spec with { Missing = "nearest", Steps = 1_000_000 });
        SweepRun[] runs = [Run("first", spec with { Seed = cancels ? 21 : 22 }), Run("second", spec with { Seed = cancels ? 23 : 24 })];
        await sweep.Start(runs, new SweepOptions(1, 1, 1));
        var watches = runs.Select(run => sweep.WatchRun(run.Spec.RunId()).LastAsync().AsTask()).ToArray();
        await sweep.WatchRun(runs[0].Spec.RunId()).FirstAsync(r => r.Progress is not null);
        await (cancels ? sweep.Cancel() : sweep.Pause());
        Assert.All(await Task.WhenAll(watches), last => Assert.Equal((SweepRunState.Pending, null), (last.State, last.Progress)));
    }

    [Fact]
    public async Task Watch_OfASweepThatIsReloaded_BreaksOffAtOnceAndHoldsNothingUp()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        await using var silo = await TestSilo.StartAsync(Folder);
        var (sweep, run) = (silo.Grains.GetGrain<ISweepGrain>("s"), Run("held", Spec with { Missing = "nearest", Seed = 31 }));
        await sweep.Start([run, Run("long", Spec with { Missing = "nearest", Seed = 32, Steps = 1_000_000 })], new SweepOptions(1, 2, 1));
        await sweep.PauseRuns(["held", "long"]);
        await sweep.Pause();
        await using var states = sweep.Watch().GetAsyncEnumerator();
        Assert.True(await states.MoveNextAsync());
        var next = states.MoveNextAsync().AsTask();
        var started = TimeProvider.System.GetTimestamp();
        silo.Storage.FailAfter(0);
        await Assert.ThrowsAnyAsync<Exception>(sweep.Resume);
        silo.Storage.Mend();
        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await next)
            {
                next = states.MoveNextAsync().AsTask();
            }
        });
        // The next activation takes orders.
        await AgainAsync(sweep.Resume);
        // A call of a watcher waits for up to half of Orleans' response timeout, which the reload would have waited for.
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Run_WhoseRewardIsNotFinite_IsParkedWithoutAnotherAttempt()
    {
        await File.WriteAllLinesAsync(TableFile, ["scheme,accuracy", "00000000,50", "11111111,60"]);
        var sweep = shared.Grains.GetGrain<ISweepGrain>("infinite");
        var spec = Spec with { Missing = "nearest", Seed = 41 };
        await sweep.Start([Run("good", spec), Run("infinite", spec with { LambdaAccuracy = 1e308 })], new SweepOptions(1, 2, 5));
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        var runs = await sweep.GetRuns(0, 10);
        Assert.Equal([(SweepRunState.Done, 0), (SweepRunState.Parked, 1)], runs.Select(r => (r.State, r.Failures)));
        Assert.Contains("lambda-accuracy 1E+308", runs[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseTrainingLossIsNotFinite_IsParkedWithoutAnotherAttempt()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        silo.Slots.Fault = job => job is NetworkTrainingJob ? new NonFiniteException("The loss of epoch 1 is NaN.") : null;
        var run = Assert.Single(await (await EndedAsync(silo)).GetRuns(0, 10));
        Assert.Equal((SweepRunState.Parked, 1, "The loss of epoch 1 is NaN."), (run.State, run.Failures, run.Error));
    }

    [Fact]
    public async Task Run_TriedAgainAndPausedWhileItWaitsForADevice_IsNotParkedForTheAttemptBefore()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        silo.Slots.Fault = job => job is TimingJob ? new NonFiniteException("A time is NaN.") : null;
        var sweep = await EndedAsync(silo);
        Assert.Equal(SweepRunState.Parked, Assert.Single(await sweep.GetRuns(0, 1)).State);

        silo.Slots.Fault = _ => null;
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        var lease = await pool.TakeAsync(DeviceShare.Default);
        Assert.Equal(1, await sweep.Retry([]));
        while ((await pool.GetStatus()).Wanted == 0)
        {
            await Task.Yield();
        }

        // The run leaves the queue although nobody gives the device back.
        await sweep.Pause();
        while ((await sweep.GetRuns(0, 1))[0].State == SweepRunState.Running)
        {
            await Task.Yield();
        }

        Assert.Equal(SweepRunState.Pending, (await sweep.GetRuns(0, 1))[0].State);
        await pool.Withdraw(lease.Request);
        await sweep.Start([], SweepOptions.Default);
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        Assert.Equal(SweepRunState.Done, (await sweep.GetRuns(0, 1))[0].State);
    }

    /// <summary>A sweep of one small run on a supernet, which has ended.</summary>
    private static async Task<ISweepGrain> EndedAsync(TestSilo silo)
    {
        var sweep = silo.Grains.GetGrain<ISweepGrain>("of one run");
        await sweep.Start([Run("only", TestSilo.SmallRun with { Steps = 1, Candidates = 1 })], new SweepOptions(1, 1, 5));
        Assert.Equal(SweepState.Ended, await EndAsync(sweep));
        return sweep;
    }

    private static async Task AgainAsync(Func<Task> order)
    {
        while (true)
        {
            try
            {
                await order();
                return;
            }
            catch (InvalidOperationException)
            {
                // The activation that lost its state is on its way out.
                await Task.Yield();
            }
        }
    }

    private string TableFile => Path.Combine(Folder, "table.csv");

    private RunSpec Spec => new() { Evaluator = "table:" + TableFile, Strategy = "random", Steps = 5, Threads = 1 };

    private static SweepRun Run(string name, RunSpec spec) => new(name, spec, []);

    private static async Task<SweepState> EndAsync(ISweepGrain sweep) =>
        (await sweep.Watch().FirstAsync(s => s.State != SweepState.Running)).State;
}
