using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>A stream from a grain: each step is a call of its own that interleaves with the others, as in Orleans.</summary>
internal sealed class GrainAsyncEnumerable<T>(Silo silo, GrainId id, Func<object, CancellationToken, IAsyncEnumerable<T>> start) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(silo, id, start, cancellationToken);

    private sealed class Enumerator(Silo silo, GrainId id, Func<object, CancellationToken, IAsyncEnumerable<T>> start, CancellationToken cancellation) : IAsyncEnumerator<T>
    {
        private IAsyncEnumerator<T>? source;

        public T Current { get; private set; } = default!;

        public async ValueTask<bool> MoveNextAsync()
        {
            var more = false;
            await OnGrainAsync(async grain =>
            {
                source ??= start(grain, cancellation).GetAsyncEnumerator(cancellation);
                more = await source.MoveNextAsync();
                Current = more ? (T)DeepCopier.Copy(source.Current)! : default!;
            });
            return more;
        }

        public async ValueTask DisposeAsync()
        {
            if (source is not null)
            {
                await OnGrainAsync(async _ => await source.DisposeAsync());
            }
        }

        // No time-out: Orleans sends heartbeats while a stream has nothing to say.
        private Task OnGrainAsync(Func<object, Task> body) => silo.SendAsync(id, body, interleave: true, Timeout.InfiniteTimeSpan, "MoveNext");
    }
}
