using System.Globalization;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search;
using Lth4Sa.Search.Strategies;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <summary>Recovery and snapshots, which the three grains of a search have in common.</summary>
/// <typeparam name="T">What learns.</typeparam>
public abstract partial class StepGrain<T>(IPersistentState<StepFence> highest, IGrainStorage storage, ILogger log)
    : Grain where T : class, IRecoverable
{
    private readonly StepGate gate = new();
    private StepSnapshots snapshots = null!;
    private int size;

    /// <summary>As it is after the last step that was applied; there once the grain is recovered.</summary>
    private protected T Part { get; private set; } = null!;

    public async Task Recover(long fence, long step, StrategySetup setup)
    {
        RequireHigher(fence, step);
        gate.Shut();
        snapshots = new StepSnapshots(storage, this.GetGrainId());
        var snapshot = await snapshots.LoadAsync(step);
        Part = Begin(setup);
        if (step > 0)
        {
            Part.Restore(snapshot ?? throw new StepRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"There is no snapshot of step {step}.")));
        }

        await RaiseAsync(fence);
        gate.Open(fence, step);
    }

    public async Task Seed(long fence, long step, byte[] state)
    {
        RequireHigher(fence, step);
        gate.Shut();
        // Whoever has a lower fence is refused before anything is written for the higher one.
        await RaiseAsync(fence);
        var seeded = new StepSnapshots(storage, this.GetGrainId());
        await seeded.LoadAsync(step);
        await seeded.WriteAsync(step, state);
    }

    public Task Snapshot(long fence, long step)
    {
        RequireApplied(fence, step);
        var state = Part.Save(size);
        size = state.Length;
        return snapshots.WriteAsync(step, state);
    }

    /// <summary>What learns, before the first step.</summary>
    private protected abstract T Begin(StrategySetup setup);

    private protected TReply Apply<TReply>(long fence, long step, Func<TReply> apply)
    {
        try
        {
            return gate.Apply(fence, step, apply);
        }
        catch (StepRefusedException refused)
        {
            LogRefused(this.GetGrainId(), fence, step, refused.Message);
            throw;
        }
    }

    private protected void RequireApplied(long fence, long step)
    {
        try
        {
            gate.RequireApplied(fence, step);
        }
        catch (StepRefusedException refused)
        {
            LogRefused(this.GetGrainId(), fence, step, refused.Message);
            throw;
        }
    }

    private void RequireHigher(long fence, long step)
    {
        if (fence <= highest.State.Fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            var refused = new StepRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"Fence {fence} is old: the run is at {highest.State.Fence}."));
            LogRefused(this.GetGrainId(), fence, step, refused.Message);
            throw refused;
        }
    }

    private Task RaiseAsync(long fence)
    {
        highest.State.Fence = fence;
        return highest.WriteStateAsync();
    }
}
