using System.Runtime.CompilerServices;

namespace Lth4Sa.Silo.Api;

/// <summary>Reads the stream of a grain no faster than its reader wants, and finds the grain again where its silo is lost.</summary>
internal static class PacedStream
{
    /// <summary>The items of a grain's stream, at most one in a period. The grain joins what changes in between.</summary>
    /// <param name="watch">Begins the stream, again too.</param>
    /// <param name="isLast">Whether nothing follows an item; a stream that ends before has lost its grain and is begun again.</param>
    /// <param name="period">The shortest time between two items.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the stream.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<IAsyncEnumerable<T>> watch, Func<T, bool> isLast, TimeSpan period, TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await using var items = watch().GetAsyncEnumerator(cancellation);
            while (await NextAsync(items))
            {
                var item = items.Current;
                yield return item;
                if (isLast(item))
                {
                    yield break;
                }

                await Task.Delay(period, time, cancellation);
            }

            await Task.Delay(period, time, cancellation);
        }
    }

    // Orleans forgets a stream whose reader is away for long, and loses those of a silo that dies.
    private static async Task<bool> NextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (EnumerationAbortedException)
        {
            return false;
        }
    }
}
