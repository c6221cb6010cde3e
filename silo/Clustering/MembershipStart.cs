using Lth4Sa.Storage;
using Polly;
using Polly.Retry;

namespace Lth4Sa.Silo.Clustering;

/// <summary>
/// Holds the start of a silo until the database or the table that knows the cluster's silos answers, so that they may start
/// in any order. Orleans itself gives up at the first failure. Until then the silo does not listen.
/// </summary>
internal sealed partial class MembershipStart(IMembershipTable table, TimeProvider time, ILogger<MembershipStart> log) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(20);

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(MembershipStart), ServiceLifecycleStage.RuntimeInitialize, StartAsync);

    /// <exception cref="OrleansConfigurationException">It answers, and refuses: a wrong password, or tables that are missing.</exception>
    private async Task StartAsync(CancellationToken stop)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(TransientFailures.Is).Handle<OrleansException>(wrapped => wrapped.InnerException is TimeoutException),
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                BackoffType = DelayBackoffType.Exponential,
                OnRetry = failed =>
                {
                    LogNoAnswer(log, Reason(failed.Outcome.Exception!), failed.RetryDelay.TotalSeconds);
                    return default;
                },
            })
            .Build();
        try
        {
            // Orleans does the same later: what is there already is left as it is.
            await pipeline.ExecuteAsync(async token => await table.InitializeMembershipTableAsync(tryInitTableVersion: true, token), stop);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            throw new OrleansConfigurationException($"clusteringConnectionString: what it names refuses: {Reason(refused)}", refused);
        }
    }

    // One line, which has no secret in it. Azure's clients say first why an attempt failed, and then all of the answer.
    private static string Reason(Exception exception) => (exception is AggregateException attempts ? attempts.InnerExceptions[0] : exception).Message.Split('\n')[0].Trim();

    [LoggerMessage(LogLevel.Warning, "clusteringConnectionString: what it names does not answer ({Reason}); tried again in {Seconds:F0} s")]
    private static partial void LogNoAnswer(ILogger log, string reason, double seconds);
}
