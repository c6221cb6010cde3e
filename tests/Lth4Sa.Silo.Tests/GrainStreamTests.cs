using Lth4Sa.Silo.Api;
using Lth4Sa.Tests;

namespace Lth4Sa.Silo.Tests;

public sealed class GrainStreamTests
{
    private readonly SwiftTime clock = new();

    [Theory]
    [InlineData(typeof(EnumerationAbortedException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Stream_ThatBreaksOff_IsBegunAgain(Type lost)
    {
        var begun = 0;
        var seen = await ReadAsync(() => Stream(++begun, begun < 3 ? (Exception)Activator.CreateInstance(lost)! : null));
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
        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetUtcNow() - started);
    }

    [Fact]
    public async Task Stream_ThatBreaksOff_IsLeftBeforeThePause()
    {
        var (started, left) = (clock.GetUtcNow(), new List<TimeSpan>());
        var streams = new Queue<Exception?>([new SiloUnavailableException(), null]);
        await ReadAsync(() => new WatchedStream(Stream(1, streams.Dequeue()), () => left.Add(clock.GetUtcNow() - started)));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(250)], left);
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
        await pace.WaitAsync(CancellationToken.None);
        Assert.Equal(TimeSpan.FromSeconds(1), clock.GetUtcNow() - started);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.True(pace.WaitAsync(CancellationToken.None).IsCompleted);
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

    private Task<int[]> ReadAsync(Func<IAsyncEnumerable<int>> watch) =>
        GrainStream.ReadAsync(watch, clock, CancellationToken.None).ToArrayAsync().AsTask();

    /// <summary>A stream that tells when its reader leaves it.</summary>
    private sealed class WatchedStream(IAsyncEnumerable<int> items, Action left) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        private readonly IAsyncEnumerator<int> items = items.GetAsyncEnumerator();

        public int Current => items.Current;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public ValueTask DisposeAsync()
        {
            left();
            return items.DisposeAsync();
        }
    }
}
