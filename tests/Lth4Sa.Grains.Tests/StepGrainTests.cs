using Lth4Sa.Contracts.Steps;
using Lth4Sa.Search;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Tests;

/// <summary>The protocol on the grains themselves, over restarts of the silo.</summary>
public sealed class StepGrainTests(SharedSilo shared) : FolderTest, IClassFixture<SharedSilo>
{
    private static readonly StrategySetup Setup = TestSilo.SmallRun.ToStrategySetup([1, 1, 1]);

    [Fact]
    public async Task Learn_Twice_CountsOnce()
    {
        var controller = shared.Grains.GetGrain<IControllerGrain>("a");
        await controller.Recover(1, 0, Setup);
        var first = await LearnAsync(controller, 1, 1);
        await controller.Learn(1, 1, first, []);
        var second = await controller.Propose(1, 2);

        var other = shared.Grains.GetGrain<IControllerGrain>("b");
        await other.Recover(1, 0, Setup);
        await LearnAsync(other, 1, 1);
        Assert.Equal(second.Probabilities, (await other.Propose(1, 2)).Probabilities);
    }

    [Fact]
    public async Task Recover_SnapshotBeforeTheLast_GoesOnAsBefore()
    {
        Proposal third;
        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            var controller = silo.Grains.GetGrain<IControllerGrain>("a");
            await controller.Recover(1, 0, Setup);
            await LearnAsync(controller, 1, 1);
            await LearnAsync(controller, 1, 2);
            await controller.Snapshot(1, 2);
            third = await controller.Propose(1, 3);
            await LearnAsync(controller, 1, 3);
            // The crash comes after this snapshot and before the run commits step 3.
            await controller.Snapshot(1, 3);
        }

        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            var controller = silo.Grains.GetGrain<IControllerGrain>("a");
            await controller.Recover(2, 2, Setup);
            var again = await controller.Propose(2, 3);
            Assert.Equal(third.Schemes, again.Schemes);
            Assert.Equal(third.Probabilities, again.Probabilities);
        }
    }

    [Fact]
    public async Task Call_OfAnOlderFence_IsRefused()
    {
        var curiosity = shared.Grains.GetGrain<ICuriosityGrain>("a");
        await curiosity.Recover(1, 0, Setup);
        await curiosity.Recover(2, 0, Setup);
        await Assert.ThrowsAsync<StepRefusedException>(() => curiosity.Observe(1, 1, [Scheme.Parse("100")]));
        await Assert.ThrowsAsync<StepRefusedException>(() => curiosity.Recover(2, 0, Setup));
        Assert.Single(await curiosity.Observe(2, 1, [Scheme.Parse("100")]));
    }

    [Fact]
    public async Task Call_AfterARestart_IsRefusedUntilRecovered()
    {
        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            await silo.Grains.GetGrain<IReplayBufferGrain>("a").Recover(1, 0, Setup);
        }

        await using (var silo = await TestSilo.StartAsync(Folder))
        {
            var replay = silo.Grains.GetGrain<IReplayBufferGrain>("a");
            await Assert.ThrowsAsync<StepRefusedException>(() => replay.Exchange(1, 1, []));
            await Assert.ThrowsAsync<StepRefusedException>(() => replay.Recover(2, 7, Setup));
        }
    }

    [Fact]
    public async Task Exchange_NothingToReplay_IsAnsweredAgainWithNothing()
    {
        var replay = shared.Grains.GetGrain<IReplayBufferGrain>("a");
        await replay.Recover(1, 0, Setup);
        Experience[] entries = [new(Scheme.Parse("100"), 5, [0.5, 0.5, 0.5])];
        Assert.Null(await replay.Exchange(1, 1, entries));
        Assert.Null(await replay.Exchange(1, 1, entries));
        // PpoFrom is 2: the second step replays the one entry that there is.
        Assert.Equal(Scheme.Parse("100"), (await replay.Exchange(1, 2, []))!.Entry[0].Scheme);
    }

    [Fact]
    public async Task Recover_AfterASeed_GoesOnWithWhatWasLearntElsewhere()
    {
        var origin = shared.Grains.GetGrain<IControllerGrain>("origin");
        await origin.Recover(1, 0, Setup);
        var strategy = Setup.Kind.Create(Setup);
        strategy.Learn(1, await LearnAsync(origin, 1, 1), []);

        var fork = shared.Grains.GetGrain<IControllerGrain>("fork");
        await fork.Seed(1, 1, strategy.Save());
        await Assert.ThrowsAsync<StepRefusedException>(() => fork.Propose(1, 2));
        await fork.Recover(2, 1, Setup);
        Assert.Equal((await origin.Propose(1, 2)).Probabilities, (await fork.Propose(2, 2)).Probabilities);
    }

    [Fact]
    public async Task Seed_OfAnOlderFence_IsRefusedAndChangesNothing()
    {
        var controller = shared.Grains.GetGrain<IControllerGrain>("is taken over");
        var strategy = Setup.Kind.Create(Setup);
        await controller.Seed(1, 1, strategy.Save());
        await controller.Recover(3, 1, Setup);
        var before = await controller.Propose(3, 2);
        strategy.Learn(1, [new(Scheme.Parse("100"), 5, [0.5, 0.5, 0.5])], []);
        Assert.Contains(
            "Fence 2 is old: the run is at 3",
            (await Assert.ThrowsAsync<StepRefusedException>(() => controller.Seed(2, 1, strategy.Save()))).Message, StringComparison.Ordinal);
        await controller.Recover(4, 1, Setup);
        Assert.Equal(before.Probabilities, (await controller.Propose(4, 2)).Probabilities);
    }

    private static async Task<Experience[]> LearnAsync(IControllerGrain controller, long fence, long step)
    {
        var proposal = await controller.Propose(fence, step);
        var entries = proposal.Schemes.Select((s, i) => new Experience(s, 50 + i + step, proposal.Probabilities)).ToArray();
        await controller.Learn(fence, step, entries, []);
        return entries;
    }
}
