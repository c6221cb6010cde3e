namespace Lth4Sa.Simulation.Silos;

/// <summary>What a grain's method streams, on the grain's side.</summary>
internal sealed class GrainStream<T> : IGrainStream
{
    private readonly CancellationTokenSource cancellation;
    private readonly IAsyncEnumerator<T> elements;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;
    private readonly int batchSize;

    /// <summary>The element that the grain works on.</summary>
    private Task<bool>? next;

    private bool asked;
    private bool busy;

    public GrainStream(IAsyncEnumerableRequest<T> request, TimeSpan timeout, TimeProvider time)
    {
        (this.timeout, this.time, batchSize) = (timeout, time, request.MaxBatchSize);
        cancellation = CancellationTokenSource.CreateLinkedTokenSource(request.GetCancellationToken());
        elements = request.InvokeImplementation().GetAsyncEnumerator(cancellation.Token);
    }

    /// <summary>All elements that are there, or else the next, or a heartbeat where none comes in time.</summary>
    public async ValueTask<(EnumerationResult Status, object? Value)> StepAsync(CancellationToken cancellationToken)
    {
        asked = true;
        try
        {
            return (next is null ? TakeReady() : null) ?? await WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            return (EnumerationResult.Error, exception);
        }
    }

    public bool Expires()
    {
        var expires = !asked && !busy;
        asked = false;
        return expires;
    }

    public async ValueTask DisposeAsync()
    {
        cancellation.Cancel();
        try
        {
            using var limit = new CancellationTokenSource(timeout, time);
            if (next is not null)
            {
                await ((Task)next).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }

            if (next is null or { IsCompleted: true })
            {
                await elements.DisposeAsync().AsTask().WaitAsync(limit.Token);
            }
        }
        catch (Exception)
        {
            // Nobody hears what the end of a stream throws; Orleans logs it.
        }
    }

    private (EnumerationResult, object?)? TakeReady()
    {
        var ready = new List<T>();
        do
        {
            var step = elements.MoveNextAsync();
            if (!step.IsCompletedSuccessfully)
            {
                next = step.AsTask();
                break;
            }

            if (!step.Result)
            {
                return ready.Count switch
                {
                    0 => (EnumerationResult.Completed, null),
                    1 => (EnumerationResult.CompletedWithElement, ready[0]),
                    _ => (EnumerationResult.CompletedWithBatch, ready),
                };
            }

            ready.Add(elements.Current);
        }
        while (ready.Count < batchSize);

        return ready.Count switch
        {
            0 => null,
            1 => (EnumerationResult.Element, ready[0]),
            _ => (EnumerationResult.Batch, ready),
        };
    }

    private async Task<(EnumerationResult, object?)> WaitAsync(CancellationToken cancellationToken)
    {
        var step = next!;
        busy = true;
        await ((Task)step).WaitAsync(timeout / 2, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        busy = false;
        if (!step.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            return (EnumerationResult.Heartbeat, null);
        }

        next = step.IsCompleted ? null : step;
        return step.IsCompletedSuccessfully
            ? step.Result ? (EnumerationResult.Element, elements.Current) : (EnumerationResult.Completed, null)
            : step.IsFaulted ? (EnumerationResult.Error, step.Exception.InnerExceptions.Count == 1 ? step.Exception.InnerException : step.Exception)
            : (EnumerationResult.Canceled, null);
    }
}
