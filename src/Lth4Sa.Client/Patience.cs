using Polly;
using Polly.Retry;

namespace Lth4Sa.Client;

/// <summary>How whoever watches goes on while a cluster gets over the loss of a silo.</summary>
public static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromSeconds(1);

    private static readonly ResiliencePropertyKey<long> FirstFailure = new("first-failure");

    /// <summary>A pipeline that does something every second until it succeeds, or has failed in passing for two minutes.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told once, when the waiting begins, what does not answer.</param>
    public static ResiliencePipeline Create(TimeProvider time, Action<string> say) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = Pause,
            ShouldHandle = failed => ValueTask.FromResult(
                failed.Outcome.Exception is SiloException { Passing: true } && time.GetElapsedTime(Since(failed.Context, time)) <= Longest),
            OnRetry = failed =>
            {
                if (failed.AttemptNumber == 0)
                {
                    say(failed.Outcome.Exception!.Message + " Waiting for it.");
                }

                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private static long Since(ResilienceContext context, TimeProvider time)
    {
        if (!context.Properties.TryGetValue(FirstFailure, out var since))
        {
            context.Properties.Set(FirstFailure, since = time.GetTimestamp());
        }

        return since;
    }
}
