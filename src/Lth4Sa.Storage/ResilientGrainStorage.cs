using Orleans.Storage;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Lth4Sa.Storage;

/// <summary>
/// Tries again what fails in passing, after pauses that double and vary, and gives a storage that fails again and again a
/// rest. What fails for good comes out as a <see cref="StorageUnavailableException"/>; a conflict or a damaged record is
/// nobody's passing failure and comes out as it is. A write whose outcome is unknown may be done twice: the second time
/// finds its own version and ends as a conflict, after which the grain reads what is stored.
/// </summary>
public sealed class ResilientGrainStorage : IGrainStorage, IDisposable
{
    private const int Retries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), Rest = TimeSpan.FromSeconds(5);

    private readonly IGrainStorage storage;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline pipeline;
    private bool rests;

    /// <param name="jitter">Uniform numbers in [0, 1) that vary the pauses; null draws them anew each time.</param>
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

    // A trial that fails opens a circuit anew that has not been closed: it is still one.
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

/// <summary>The storage fails, and has been tried again often enough.</summary>
public sealed class StorageUnavailableException(string message, Exception inner) : Exception(message, inner);
