using System.Globalization;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Telemetry;

namespace Lth4Sa.Grains.Steps;

/// <summary>
/// The exactly-once rule of one grain: (fence, t) is applied if t is the next step, answered again if it is the last,
/// and refused otherwise. A new activation is shut until it is recovered.
/// </summary>
internal sealed class StepGate
{
    private long? fence;
    private long applied;
    private object? reply;

    public void Open(long newFence, long step) => (fence, applied, reply) = (newFence, step, null);

    public void Shut() => fence = null;

    /// <summary>Passes if the caller holds the fence and exactly the steps up to <paramref name="step"/> are applied.</summary>
    public void RequireApplied(long callerFence, long step)
    {
        RequireFence(callerFence);
        if (step != applied)
        {
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Step {step} was expected to be the last, but {applied} is."));
        }
    }

    public TReply Apply<TReply>(long callerFence, long step, Func<TReply> apply)
    {
        RequireFence(callerFence);
        if (step == applied && reply is not null)
        {
            return (TReply)reply;
        }

        if (step != applied + 1)
        {
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Step {step} is out of order: {applied} was the last."));
        }

        TReply answer;
        try
        {
            answer = apply();
        }
        catch
        {
            // It may be half applied: only a snapshot is known to be whole.
            Shut();
            throw;
        }

        (applied, reply) = (step, answer);
        return answer;
    }

    private void RequireFence(long callerFence)
    {
        if (fence is null)
        {
            throw new StepRefusedException("The grain was activated anew and has not been recovered.");
        }

        if (callerFence < fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Fence {callerFence} is old: the run is at {fence}."));
        }

        if (callerFence > fence)
        {
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Fence {callerFence} has not been raised here: this grain is at {fence}."));
        }
    }
}
