using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;

namespace Lth4Sa.Grains.Tests;

public sealed class ProgressBoardTests
{
    private static readonly RunProgress First = new(RunPhase.Waiting, "waiting", 0, 0, "", null, null, null, null, null);

    [Fact]
    public async Task Watch_PhasesThatPassBetweenTwoLooks_AreAllShownOnce()
    {
        var board = new ProgressBoard();
        board.Open(RunPhase.Supernet);
        await using var watch = board.Watch(CancellationToken.None).GetAsyncEnumerator();
        Assert.Equal(RunPhase.Supernet, await NextAsync());
        board.Publish(First with { Phase = RunPhase.Search });
        board.Publish(() => First with { Phase = RunPhase.Search, Fraction = 1 });
        board.Publish(First with { Phase = RunPhase.Training });
        board.Publish(First with { Phase = RunPhase.Training, Fraction = 0.5 });
        Assert.Equal(RunPhase.Search, await NextAsync());
        Assert.Equal(RunPhase.Training, await NextAsync());
        Assert.Equal(0.5, watch.Current.Fraction);
        board.Publish(First with { Phase = RunPhase.Training, Fraction = 0.7 });
        Assert.Equal(RunPhase.Training, await NextAsync());
        board.Publish(First with { Phase = RunPhase.Timing });
        board.Publish(First with { Phase = RunPhase.Done });
        board.Close();
        Assert.Equal(RunPhase.Timing, await NextAsync());
        Assert.Equal(RunPhase.Done, await NextAsync());
        Assert.False(await watch.MoveNextAsync());

        async Task<RunPhase> NextAsync()
        {
            Assert.True(await watch.MoveNextAsync());
            return watch.Current.Phase;
        }
    }

    [Fact]
    public async Task Open_AfterAFailure_ForgetsItAndWhatCameBefore()
    {
        var board = new ProgressBoard();
        board.Open(RunPhase.Waiting);
        board.Publish(First with { Phase = RunPhase.Timing, Error = "A time is NaN.", Permanent = true });
        board.Close();
        board.Open(RunPhase.Timing);
        board.Close();
        var only = await board.Watch(CancellationToken.None).SingleAsync();
        Assert.Equal((RunPhase.Timing, "inference times", null, false), (only.Phase, only.Stage, only.Error, only.Permanent));
    }
}
