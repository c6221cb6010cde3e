namespace Lth4Sa.Simulation.Silos;

/// <summary>
/// The streams that one activation answers with. As in Orleans, each step of a stream is a call of its own that interleaves
/// with others, a heartbeat comes where there is nothing to say, what the grain's method throws is an answer and no failure
/// of the call, and a stream that nobody asks for any more is disposed. Time is the silo's, where Orleans' extension goes by
/// the machine's clock.
/// </summary>
internal sealed class StreamExtension : IAsyncEnumerableGrainExtension, IAsyncDisposable
{
    private readonly Dictionary<Guid, IGrainStream> streams = [];
    private readonly Activation activation;
    private readonly GrainTimer expiry;

    public StreamExtension(Activation activation)
    {
        this.activation = activation;
        var period = activation.Silo.ResponseTimeout;
        expiry = new GrainTimer(activation, _ => ExpireAsync(), new(period, period) { Interleave = true });
    }

    public ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        if (streams.ContainsKey(requestId))
        {
            throw new InvalidOperationException("An enumerator with the same id already exists.");
        }

        request.SetTarget(activation);
        var stream = new GrainStream<T>(request, activation.Silo.ResponseTimeout, activation.Silo.Time);
        streams.Add(requestId, stream);
        return StepAsync(requestId, stream, cancellationToken);
    }

    public ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken) =>
        streams.TryGetValue(requestId, out var stream)
            ? StepAsync(requestId, (GrainStream<T>)stream, cancellationToken)
            : ValueTask.FromResult<(EnumerationResult, object?)>((EnumerationResult.MissingEnumeratorError, null));

    public ValueTask DisposeAsync(Guid requestId) => RemoveAsync(requestId);

    public ValueTask DisposeAsync(Guid requestId, CancellationToken cancellationToken) => RemoveAsync(requestId);

    public async ValueTask DisposeAsync()
    {
        expiry.Dispose();
        foreach (var requestId in streams.Keys.ToArray())
        {
            await RemoveAsync(requestId);
        }
    }

    private async ValueTask<(EnumerationResult Status, object? Value)> StepAsync<T>(Guid requestId, GrainStream<T> stream, CancellationToken cancellationToken)
    {
        var answer = await stream.StepAsync(cancellationToken);
        if (answer.Status is not (EnumerationResult.Heartbeat or EnumerationResult.Element or EnumerationResult.Batch))
        {
            await RemoveAsync(requestId);
        }

        return answer;
    }

    private async ValueTask RemoveAsync(Guid requestId)
    {
        if (streams.Remove(requestId, out var stream))
        {
            await stream.DisposeAsync();
        }
    }

    private Task ExpireAsync() => Task.WhenAll(streams.Where(s => s.Value.Expires()).Select(s => s.Key).ToArray().Select(id => RemoveAsync(id).AsTask()));
}
