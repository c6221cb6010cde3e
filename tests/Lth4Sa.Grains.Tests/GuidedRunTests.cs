using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

/// <summary>Strategies that look at the supernet's weights, as whole runs at a tiny size.</summary>
public sealed class GuidedRunTests(SharedSilo shared) : FolderTest, IClassFixture<SharedSilo>
{
    // 6 blocks, 2 for each stage.
    private static readonly RunSpec Small = TestSilo.SmallRun with { Backbone = "resnet20", BatchSize = 32, Candidates = 0, Steps = 25, SupernetSeed = 3 };

    [Fact]
    public async Task Run_OfEachStrategy_SharesTheSupernetAndIsCharged()
    {
        var darts = await RunAsync(shared.Grains, Small with { Strategy = "darts", Seed = 1 });
        var (l1, gm) = (await RunAsync(shared.Grains, Small with { Strategy = "l1", Keep = 0.5, Ranking = "stage" }), await RunAsync(shared.Grains, Small with { Strategy = "gm", Keep = 1, Seed = 9 }));
        Assert.Single(new[] { darts, l1, gm }.Select(r => r.Supernet).Distinct());

        Assert.Equal(25, darts.Steps);
        Assert.Equal(25, darts.Ledger.Requested);
        // Two batches of 32 in each step, the validation images of eleven losses, and those of each scheme that was tried.
        Assert.Equal((25 * 2 * 32) + ((11 + darts.Ledger.Unique) * 300), darts.Ledger.Images);
        Assert.InRange(darts.Candidates.Length, 1, 3);
        Assert.Equal(darts.Candidates.OrderBy(c => c.ValidationLoss), darts.Candidates);
        Assert.All(darts.Candidates, c => Assert.InRange(c.ValidationLoss!.Value, 0.1, 10));
        Assert.All(l1.Candidates, c => Assert.Null(c.ValidationLoss));
        Assert.True(darts.Ledger.DeviceSeconds > 0);

        Assert.Equal(1, l1.Steps);
        Assert.Equal(3, l1.Best.Scheme.Connections);
        Assert.Equal("111111", gm.Best.Scheme.ToString());
    }

    [Fact]
    public async Task Run_DartsStoppedWhileGatesAreTrained_EndsWithTheSameChain()
    {
        var spec = Small with { Strategy = "darts", SupernetSeed = 4 };
        var undisturbed = await RunAsync(shared.Grains, spec);
        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            await RunAsync(silo.Grains, spec, stopInGuidance: true);
        }

        await using var next = await TestSilo.StartAsync(Folder);
        Assert.Equal(undisturbed.Chain, (await RunAsync(next.Grains, spec)).Chain);
    }

    private static async Task<RunResult> RunAsync(IGrainFactory grains, RunSpec spec, bool stopInGuidance = false)
    {
        var run = grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        await foreach (var progress in run.Watch())
        {
            Assert.Null(progress.Error);
            if (stopInGuidance && progress.Phase == RunPhase.Guidance)
            {
                await run.Stop();
            }
        }

        var result = await run.GetResult();
        Assert.Equal(stopInGuidance, result is null);
        return result!;
    }
}
