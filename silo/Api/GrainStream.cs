using System.Runtime.CompilerServices;

namespace Lth4Sa.Silo.Api;

/// <summary>Reads streams of grains, which break off when a silo is lost or a reader is away for long.</summary>
internal static class GrainStream
{
    /// <summary>The time after which a grain that is not reached any more is given up.</summary>
    private static readonly TimeSpan MaxOutage = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The items of a grain's stream to its end. A stream that breaks off is begun again.</summary>
    /// <param name="watch">Begins the stream; it begins with the state at that moment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the stream.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<IAsyncEnumerable<T>> watch, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reached = time.GetTimestamp();
        while (true)
        {
            // A stream that broke off is left before the pause: the grain that has it may still be there.
            await using (var items = watch().GetAsyncEnumerator(cancellation))
            {
                bool? more;
                while ((more = await NextAsync(items, () => time.GetElapsedTime(reached) < MaxOutage, cancellation)) == true)
                {
                    reached = time.GetTimestamp();
                    yield return items.Current;
                }

                if (more == false)
                {
                    yield break;
                }
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    // Null when the stream broke off and may be begun again.
    private static async Task<bool?> NextAsync<T>(IAsyncEnumerator<T> items, Func<bool> isPatient, CancellationToken cancellation)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception lost) when (
            lost is OrleansException or EnumerationAbortedException or TimeoutException or OperationCanceledException
            && !cancellation.IsCancellationRequested && isPatient())
        {
            return null;
        }
    }
}
