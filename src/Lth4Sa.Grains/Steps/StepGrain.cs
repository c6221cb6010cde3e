using System.Globalization;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Search;

namespace Lth4Sa.Grains.Steps;

/// <summary>Recovery and snapshots, which the three grains of a search have in common.</summary>
/// <typeparam name="T">What learns.</typeparam>
public abstract class StepGrain<T>(IPersistentState<StepSnapshots> stored) : Grain where T : class, IRecoverable
{
    private readonly StepGate gate = new();

    /// <summary>As it is after the last step that was applied; there once the grain is recovered.</summary>
    private protected T Part { get; private set; } = null!;

    public async Task Recover(long fence, long step, StepSetup setup)
    {
        if (fence <= stored.State.Fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture, $"Fence {fence} is old: the run is at {stored.State.Fence}."));
        }

        gate.Shut();
        Part = Begin(setup);
        if (step > 0)
        {
            Part.Restore(stored.State.Snapshots.Find(s => s.Step == step)?.State
                ?? throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture, $"There is no snapshot of step {step}.")));
        }

        stored.State.Fence = fence;
        stored.State.Snapshots.RemoveAll(s => s.Step > step);
        await stored.WriteStateAsync();
        gate.Open(fence, step);
    }

    public async Task Snapshot(long fence, long step)
    {
        gate.RequireApplied(fence, step);
        stored.State.Add(step, Part.Save());
        await stored.WriteStateAsync();
    }

    /// <summary>What learns, before the first step.</summary>
    private protected abstract T Begin(StepSetup setup);

    private protected TReply Apply<TReply>(long fence, long step, Func<TReply> apply) => gate.Apply(fence, step, apply);

    private protected void RequireApplied(long fence, long step) => gate.RequireApplied(fence, step);
}
