using Orleans.Storage;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Lth4Sa.Storage;

/// <summary>
/// A grain storage that retries transient failures of another one, with exponential pauses and jitter, behind a circuit
/// breaker. A failure that lasts becomes a <see cref="StorageUnavailableException"/>; a conflict or a damaged record is not
/// transient and is passed on as it is. A write whose outcome is unknown may be done twice: the second attempt finds its own
/// version and ends as a conflict, after which the grain reads the stored state.
/// </summary>
public sealed class ResilientGrainStorage : IGrainStorage, IDisposable
{
    private const int Retries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), Rest = TimeSpan.FromSeconds(5);

    private readonly IGrainStorage storage;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline pipeline;
    private bool rests;

    /// <param name="storage">The storage whose failures are retried; it is disposed with this one.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="jitter">The source of uniform numbers in [0, 1) that vary the pauses; null draws random ones.</param>
    public ResilientGrainStorage(IGrainStorage storage, TimeProvider time, Func<double>? jitter = null)
    {
        (this.storage, this.time) = (storage, time);
        var transient = new PredicateBuilder().Handle<Exception>(TransientFailures.Is);
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = transient,
            MaxRetryAttempts = Retries,
            Delay = FirstPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = _ =>
            {
                StorageMetrics.Retries.Add(1);
                return default;
            },
        };
        if (jitter is not null)
        {
            retry.Randomizer = jitter;
        }

        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = transient,
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Rest,
                OnOpened = _ =>
                {
                    StorageMetrics.Opened.Add(1);
                    Show(resting: true);
                    return default;
                },
                OnClosed = _ =>
                {
                    Show(resting: false);
                    return default;
                },
            })
            .AddRetry(retry)
            .Build();
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => storage.ReadStateAsync(stateName, grainId, grainState), "read", stateName, grainId);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => storage.WriteStateAsync(stateName, grainId, grainState), "write", stateName, grainId);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => storage.ClearStateAsync(stateName, grainId, grainState), "clear", stateName, grainId);

    public void Dispose()
    {
        Show(resting: false);
        (storage as IDisposable)?.Dispose();
    }

    // A failed trial opens a circuit again that was never closed: it still counts as one.
    private void Show(bool resting)
    {
        if (Interlocked.Exchange(ref rests, resting) != resting)
        {
            StorageMetrics.Circuit(resting);
        }
    }

    private async Task RunAsync(Func<Task> operation, string verb, string name, GrainId grain)
    {
        var (started, tag) = (time.GetTimestamp(), new KeyValuePair<string, object?>("operation", verb));
        try
        {
            await pipeline.ExecuteAsync(_ => new ValueTask(operation()), CancellationToken.None);
            StorageMetrics.Latency.Record(time.GetElapsedTime(started).TotalSeconds, tag);
        }
        catch (InconsistentStateException)
        {
            StorageMetrics.Conflicts.Add(1, tag);
            throw;
        }
        catch (Exception failed) when (failed is BrokenCircuitException || TransientFailures.Is(failed))
        {
            StorageMetrics.Errors.Add(1, tag);
            throw new StorageUnavailableException($"The storage does not {verb} the state '{name}' of {grain}: {failed.Message}", failed);
        }
    }
}
