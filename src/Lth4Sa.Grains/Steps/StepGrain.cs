using System.Globalization;
using Lth4Sa.Contracts.Steps;

namespace Lth4Sa.Grains.Steps;

/// <summary>Recovery and snapshots, which the three grains of a search have in common.</summary>
/// <typeparam name="TState">Immutable: a step replaces it.</typeparam>
public abstract class StepGrain<TState>(IPersistentState<StepSnapshots<TState>> stored) : Grain where TState : class
{
    private readonly StepGate gate = new();

    private protected TState State { get; set; } = null!;

    public async Task Recover(long fence, long step, StepSetup setup)
    {
        if (fence <= stored.State.Fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture, $"Fence {fence} is old: the run is at {stored.State.Fence}."));
        }

        var beginning = Begin(setup);
        State = step == 0 ? beginning : stored.State.Snapshots.Find(s => s.Step == step)?.State
            ?? throw new StepRefusedException(string.Create(CultureInfo.InvariantCulture, $"There is no snapshot of step {step}."));
        stored.State.Fence = fence;
        stored.State.Snapshots.RemoveAll(s => s.Step > step);
        await stored.WriteStateAsync();
        gate.Open(fence, step);
    }

    public async Task Snapshot(long fence, long step)
    {
        gate.RequireApplied(fence, step);
        stored.State.Add(step, State);
        await stored.WriteStateAsync();
    }

    /// <summary>Builds what the grain works with, and answers the state before the first step.</summary>
    private protected abstract TState Begin(StepSetup setup);

    private protected TReply Apply<TReply>(long fence, long step, Func<TReply> apply) => gate.Apply(fence, step, apply);

    private protected void RequireApplied(long fence, long step) => gate.RequireApplied(fence, step);
}
