using Lth4Sa.Storage;
using Polly;
using Polly.Retry;

namespace Lth4Sa.Silo.Clustering;

/// <summary>
/// Holds the start of a silo until the database or the table that knows the cluster's silos answers, so that they may start
/// in any order. Orleans itself gives up at the first failure. Until then the silo does not listen.
/// </summary>
internal sealed partial class MembershipStart(IMembershipTable table, TimeProvider time, ILogger<MembershipStart> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(MembershipStart), ServiceLifecycleStage.RuntimeInitialize, StartAsync);

    /// <exception cref="OrleansConfigurationException">
    /// The table answers and refuses: the password is wrong, or tables are missing.
    /// </exception>
    private async Task StartAsync(CancellationToken stop)
    {
        try
        {
            // Orleans does the same later: what is there already is left as it is.
            await Pipeline().ExecuteAsync(
                async token => await table.InitializeMembershipTableAsync(tryInitTableVersion: true, token), stop);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            throw new OrleansConfigurationException($"clusteringConnectionString: what it names refuses: {Reason(refused)}", refused);
        }
    }

    private ResiliencePipeline Pipeline() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder()
                .Handle<Exception>(TransientFailures.Is)
                .Handle<OrleansException>(wrapped => wrapped.InnerException is TimeoutException),
            MaxRetryAttempts = int.MaxValue,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            OnRetry = failed =>
            {
                LogTableDoesNotAnswer(Reason(failed.Outcome.Exception!), failed.RetryDelay.TotalSeconds);
                return default;
            },
        })
        .Build();

    // One line, which has no secret in it. Azure's clients say first why an attempt failed, and then all of the answer.
    private static string Reason(Exception exception) =>
        (exception is AggregateException attempts ? attempts.InnerExceptions[0] : exception).Message.Split('\n')[0].Trim();
}
