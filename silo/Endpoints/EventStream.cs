using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>Server-sent events that end when their source ends, when the client leaves, or when the silo stops.</summary>
/// <param name="host">The silo, which does not wait for clients that listen when it stops.</param>
internal sealed class EventStream(IHostApplicationLifetime host)
{
    /// <summary>Sends every item as one event.</summary>
    /// <param name="watch">Begins the stream of items; its token ends with the request and with the silo.</param>
    /// <param name="type">The type of each event.</param>
    /// <param name="stop">Ends with the request.</param>
    public ServerSentEventsResult<T> Send<T>(Func<CancellationToken, IAsyncEnumerable<T>> watch, string type, CancellationToken stop) =>
        TypedResults.ServerSentEvents(UntilStopAsync(watch, stop), type);

    private async IAsyncEnumerable<T> UntilStopAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> watch, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, host.ApplicationStopping);
        await using var events = watch(ends.Token).GetAsyncEnumerator(ends.Token);
        while (await MoveNextAsync(events))
        {
            yield return events.Current;
        }
    }

    private static async Task<bool> MoveNextAsync<T>(IAsyncEnumerator<T> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
