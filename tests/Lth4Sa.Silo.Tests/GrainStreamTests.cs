using Lth4Sa.Silo.Api;
using Microsoft.Extensions.Time.Testing;

namespace Lth4Sa.Silo.Tests;

public sealed class GrainStreamTests
{
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(typeof(EnumerationAbortedException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Stream_ThatBreaksOff_IsBegunAgain(Type lost)
    {
        var begun = 0;
        var items = ReadAsync(() => Stream(++begun, begun < 3 ? (Exception)Activator.CreateInstance(lost)! : null));
        var seen = await items;
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task Stream_OfAGrainThatFails_FailsAtOnce()
    {
        var begun = 0;
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(() => Stream(++begun, new InvalidDataException())));
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Stream_WhoseGrainIsLostForAMinute_IsGivenUp()
    {
        var started = clock.GetUtcNow();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => ReadAsync(() => Stream(0, new SiloUnavailableException(), items: 0)));
        Assert.InRange((clock.GetUtcNow() - started).TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task Stream_ThatItsReaderCancels_IsNotBegunAgain()
    {
        using var reader = new CancellationTokenSource();
        var begun = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in GrainStream.ReadAsync(() => Stream(++begun, new OperationCanceledException()), clock, reader.Token))
            {
                await reader.CancelAsync();
            }
        });
        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Pace_OfItems_KeepsThemApartButNotTheFirst()
    {
        var (pace, started) = (new Pace(TimeSpan.FromSeconds(1), clock), clock.GetUtcNow());
        Assert.True(pace.WaitAsync(CancellationToken.None).IsCompleted);
        await AdvanceUntilAsync(pace.WaitAsync(CancellationToken.None));
        Assert.InRange((clock.GetUtcNow() - started).TotalSeconds, 1, 1.5);
    }

    private static async IAsyncEnumerable<int> Stream(int item, Exception? end, int items = 1)
    {
        await Task.Yield();
        for (var i = 0; i < items; i++)
        {
            yield return item;
        }

        if (end is not null)
        {
            throw end;
        }
    }

    private async Task<int[]> ReadAsync(Func<IAsyncEnumerable<int>> watch)
    {
        var reading = GrainStream.ReadAsync(watch, clock, CancellationToken.None).ToArrayAsync().AsTask();
        await AdvanceUntilAsync(reading);
        return await reading;
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }
}
