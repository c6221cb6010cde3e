using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Runs;

namespace Lth4Sa.Grains.Tests;

/// <summary>Whole runs at a tiny size.</summary>
public sealed class SearchRunTests : FolderTest
{
    [Fact]
    public async Task Run_StoppedInEveryPhase_EndsLikeTheUndisturbedOne()
    {
        var undisturbed = await RunAsync(Path.Combine(Folder, "a"), stopAt: null);
        foreach (var phase in new[] { RunPhase.Supernet, RunPhase.Search, RunPhase.Training, RunPhase.Timing })
        {
            await RunAsync(Path.Combine(Folder, "b"), phase);
        }

        var disturbed = await RunAsync(Path.Combine(Folder, "b"), stopAt: null);
        Assert.Equal(undisturbed!.Chain, disturbed!.Chain);
        Assert.Equal(undisturbed.Best, disturbed.Best);
        Assert.Equal(undisturbed.Networks.Select(n => n.Accuracy), disturbed.Networks.Select(n => n.Accuracy));
        Assert.Equal(undisturbed.Ledger with { DeviceSeconds = 0 }, disturbed.Ledger with { DeviceSeconds = 0 });
        Assert.Equal(12 * 3, undisturbed.Ledger.Requested);
        Assert.InRange(undisturbed.Ledger.Unique, 1, 8);
        Assert.Equal(undisturbed.Ledger.Unique * 300, undisturbed.Ledger.Images);
        Assert.True(File.Exists(new Lth4SaOptions { Folder = Path.Combine(Folder, "b") }.TicketFile(TestSilo.SmallRun.RunId())));
    }

    [Fact]
    public async Task Run_OtherSeed_EndsWithAnotherChain()
    {
        var spec = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 1 };
        var first = await RunAsync(Path.Combine(Folder, "a"), null, spec);
        var second = await RunAsync(Path.Combine(Folder, "b"), null, spec with { Seed = 4 });
        Assert.NotEqual(first!.Chain, second!.Chain);
        Assert.NotEqual(first.Run, second.Run);
    }

    [Fact]
    public async Task Evaluate_OneSchemeAskedForByMany_IsEvaluatedOnce()
    {
        await RunAsync(Folder, null, TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 1 });
        await using var silo = await TestSilo.StartAsync(Folder);
        var run = silo.Grains.GetGrain<ISearchRunGrain>((TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 1 }).RunId());
        var supernet = silo.Grains.GetGrain<ISupernetGrain>((await run.GetResult())!.Supernet!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => supernet.Evaluate(["101", "010", "101"])));
        // Each evaluation measures its own time: equal seconds mean that it was done once.
        Assert.Single(answers.SelectMany(a => a).Where(e => e.Scheme == "101").Select(e => e.Seconds).Distinct());
        Assert.All(answers, a => Assert.Equal(["101", "010", "101"], a.Select(e => e.Scheme)));
    }

    [Fact]
    public async Task Screen_FewImages_KeepsTheBestOfAll()
    {
        var spec = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 0 };
        var supernetId = (await RunAsync(Folder, null, spec))!.Supernet!;
        await using var silo = await TestSilo.StartAsync(Folder);
        var supernet = silo.Grains.GetGrain<ISupernetGrain>(supernetId);
        string[] schemes = [.. Enumerable.Range(0, 8).Select(bits => Convert.ToString(bits, 2).PadLeft(3, '0'))];
        ScreeningProgress? last = null;
        await foreach (var progress in supernet.Screen(schemes, 2, 0.9))
        {
            last = progress;
        }

        Assert.True(last!.Ended);
        Assert.InRange(last.Images, last.Seen * 2, 300 * 8);
        var all = await supernet.Evaluate(schemes);
        var least = all.Select(e => e.Accuracy).OrderDescending().ElementAt(1);
        Assert.Equal(2, last.Remaining.Length);
        Assert.All(last.Remaining, scheme => Assert.True(all.Single(e => e.Scheme == scheme).Accuracy >= least));
    }

    [Fact]
    public async Task Start_MemoryForNotOneImage_FailsWithWhatItTakes()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var spec = TestSilo.SmallRun with { Backbone = "resnet164", Memory = 1 };
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        RunProgress? last = null;
        await foreach (var progress in run.Watch())
        {
            last = progress;
        }

        Assert.Contains("memory: 1 is not allowed; expected at least", last!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SpecWithErrors_NamesAllOfThem()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => silo.Grains.GetGrain<ISearchRunGrain>("bad").Start(new RunSpec { Beta = 2, Steps = 0 }));
        Assert.Contains("beta: 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("steps: 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DataThatCannotBeRead_FailsWithTheReasonAndCanBeStartedAgain()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var spec = TestSilo.SmallRun with { Dataset = "cifar100", Data = Folder };
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await run.Start(spec);
            RunProgress? last = null;
            await foreach (var progress in run.Watch())
            {
                last = progress;
            }

            Assert.Contains("train.bin is missing", last!.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs to the end, or until the phase has shown itself.</summary>
    private static async Task<RunResult?> RunAsync(string folder, RunPhase? stopAt, RunSpec? spec = null)
    {
        spec ??= TestSilo.SmallRun;
        await using var silo = await TestSilo.StartAsync(folder);
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        await foreach (var progress in run.Watch())
        {
            Assert.Null(progress.Error);
            if (progress.Phase == stopAt)
            {
                await run.Stop();
            }
        }

        return await run.GetResult();
    }
}
