using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

/// <summary>Whole runs at a tiny size.</summary>
public sealed class SearchRunTests(SharedSilo shared) : FolderTest, IClassFixture<SharedSilo>
{
    /// <summary>Its last phase, the timing, is long enough for a stop to come in time.</summary>
    private static readonly RunSpec Timed = TestSilo.SmallRun with { Forwards = 80 };

    /// <summary>One step, and no networks from scratch.</summary>
    private static readonly RunSpec Short = TestSilo.SmallRun with { Steps = 1, CommitEvery = 1, Candidates = 0 };

    [Fact]
    public async Task Run_StoppedInEveryPhase_EndsLikeTheUndisturbedOne()
    {
        var undisturbed = await RunAsync(Path.Combine(Folder, "a"), stopAt: null);
        foreach (var phase in new[] { RunPhase.Supernet, RunPhase.Search, RunPhase.Training, RunPhase.Timing })
        {
            Assert.Null(await RunAsync(Path.Combine(Folder, "b"), phase));
        }

        var disturbed = await RunAsync(Path.Combine(Folder, "b"), stopAt: null);
        Assert.Equal(undisturbed!.Chain, disturbed!.Chain);
        Assert.Equal(undisturbed.Best, disturbed.Best);
        Assert.Equal(undisturbed.Networks.Select(n => n.Accuracy), disturbed.Networks.Select(n => n.Accuracy));
        Assert.Equal(undisturbed.Ledger with { DeviceSeconds = 0 }, disturbed.Ledger with { DeviceSeconds = 0 });
        Assert.Equal(12 * 3, undisturbed.Ledger.Requested);
        Assert.InRange(undisturbed.Ledger.Unique, 1, 8);
        Assert.Equal(undisturbed.Ledger.Unique * 300, undisturbed.Ledger.Images);
        Assert.True(File.Exists(new Lth4SaOptions { Folder = Path.Combine(Folder, "b") }.TicketFile(Timed.RunId())));
    }

    [Fact]
    public async Task Run_OtherSeed_EndsWithAnotherChain()
    {
        var first = await RunAsync(shared.Grains, Short);
        var second = await RunAsync(shared.Grains, Short with { Seed = 4 });
        Assert.NotEqual(first!.Chain, second!.Chain);
        Assert.NotEqual(first.Run, second.Run);
    }

    [Fact]
    public async Task Evaluate_OneSchemeAskedForByMany_IsEvaluatedOnce()
    {
        var supernet = await SupernetAsync(seed: 5);
        Scheme[] schemes = [Scheme.Parse("101"), Scheme.Parse("010"), Scheme.Parse("101")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => supernet.Evaluate(schemes)));
        // Each evaluation measures its own time: equal seconds mean that it was done once.
        Assert.Single(answers.SelectMany(a => a).Where(e => e.Scheme == schemes[0]).Select(e => e.Seconds).Distinct());
        Assert.All(answers, a => Assert.Equal(schemes, a.Select(e => e.Scheme)));
    }

    [Fact]
    public async Task Screen_FewImages_KeepsTheBestOfAll()
    {
        var supernet = await SupernetAsync(seed: 6);
        Scheme[] schemes = [.. Enumerable.Range(0, 8).Select(bits => new Scheme((ulong)bits, 3))];
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
        var spec = TestSilo.SmallRun with { Backbone = "resnet164", Memory = 1, Threads = 4 };
        var run = shared.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
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
        var error = await Assert.ThrowsAsync<SpecException>(
            () => shared.Grains.GetGrain<ISearchRunGrain>("bad").Start(new RunSpec { Beta = 2, Steps = 0 }));
        Assert.Contains("beta: 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("steps: 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DataThatCannotBeRead_FailsWithTheReasonAndCanBeStartedAgain()
    {
        var spec = TestSilo.SmallRun with { Dataset = "cifar100", Data = Folder };
        var run = shared.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
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

    /// <summary>A supernet that has been trained, and that no other test asks.</summary>
    private async Task<ISupernetGrain> SupernetAsync(int seed) =>
        shared.Grains.GetGrain<ISupernetGrain>((await RunAsync(shared.Grains, Short with { SupernetSeed = seed }))!.Supernet!);

    /// <summary>On a silo of its own, to the end, or until the phase has shown itself.</summary>
    private static async Task<RunResult?> RunAsync(string folder, RunPhase? stopAt)
    {
        await using var silo = await TestSilo.StartAsync(folder);
        return await RunAsync(silo.Grains, Timed, stopAt);
    }

    private static async Task<RunResult?> RunAsync(IGrainFactory grains, RunSpec spec, RunPhase? stopAt = null)
    {
        var run = grains.GetGrain<ISearchRunGrain>(spec.RunId());
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
