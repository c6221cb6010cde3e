using System.Globalization;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <summary>Recovery and snapshots, which the three grains of a search have in common.</summary>
/// <typeparam name="T">What learns.</typeparam>
public abstract class StepGrain<T>(IPersistentState<StepFence> highest, IGrainStorage storage) : Grain where T : class, IRecoverable
{
    private readonly StepGate gate = new();
    private StepSnapshots snapshots = null!;
    private int size;

    /// <summary>As it is after the last step that was applied; there once the grain is recovered.</summary>
    private protected T Part { get; private set; } = null!;

    public async Task Recover(long fence, long step, StepSetup setup)
    {
        if (fence <= highest.State.Fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"Fence {fence} is old: the run is at {highest.State.Fence}."));
        }

        gate.Shut();
        snapshots = new StepSnapshots(storage, this.GetGrainId());
        var snapshot = await snapshots.LoadAsync(step);
        Part = Begin(setup);
        if (step > 0)
        {
            Part.Restore(snapshot ?? throw new StepRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"There is no snapshot of step {step}.")));
        }

        highest.State.Fence = fence;
        await highest.WriteStateAsync();
        gate.Open(fence, step);
    }

    public Task Snapshot(long fence, long step)
    {
        gate.RequireApplied(fence, step);
        var state = Part.Save(size);
        size = state.Length;
        return snapshots.WriteAsync(step, state);
    }

    /// <summary>What learns, before the first step.</summary>
    private protected abstract T Begin(StepSetup setup);

    private protected TReply Apply<TReply>(long fence, long step, Func<TReply> apply) => gate.Apply(fence, step, apply);

    private protected void RequireApplied(long fence, long step) => gate.RequireApplied(fence, step);
}
