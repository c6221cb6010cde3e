using System.Globalization;
using System.Runtime.CompilerServices;
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

    public Task Recover(long fence, long step, StrategySetup setup) => LoggedAsync(fence, step, async () =>
    {
        RequireHigher(fence);
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
    });

    public Task Seed(long fence, long step, byte[] state) => LoggedAsync(fence, step, async () =>
    {
        RequireHigher(fence);
        gate.Shut();
        // Whoever has a lower fence is refused before anything is written for the higher one.
        await RaiseAsync(fence);
        var seeded = new StepSnapshots(storage, this.GetGrainId());
        await seeded.LoadAsync(step);
        await seeded.WriteAsync(step, state);
    });

    public Task Snapshot(long fence, long step) => LoggedAsync(fence, step, () =>
    {
        gate.RequireApplied(fence, step);
        var state = Part.Save(size);
        size = state.Length;
        return snapshots.WriteAsync(step, state);
    });

    /// <summary>What learns, before the first step.</summary>
    private protected abstract T Begin(StrategySetup setup);

    /// <summary>Applies a step by the rule of the <see cref="StepGate"/>.</summary>
    private protected Task<TReply> ApplyAsync<TReply>(
        long fence, long step, Func<TReply> apply, [CallerMemberName] string operation = "") =>
        LoggedAsync(fence, step, () => Task.FromResult(gate.Apply(fence, step, apply)), operation);

    /// <summary>Answers what follows from the steps up to <paramref name="step"/> and changes nothing.</summary>
    private protected Task<TReply> AnswerAsync<TReply>(
        long fence, long step, Func<TReply> answer, [CallerMemberName] string operation = "") => LoggedAsync(fence, step, () =>
    {
        gate.RequireApplied(fence, step);
        return Task.FromResult(answer());
    }, operation);

    private void RequireHigher(long fence)
    {
        if (fence <= highest.State.Fence)
        {
            Lth4SaMetrics.RejectedLateResults.Add(1);
            throw new StepRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"Fence {fence} is old: the run is at {highest.State.Fence}."));
        }
    }

    private Task RaiseAsync(long fence)
    {
        highest.State.Fence = fence;
        return highest.WriteStateAsync();
    }

    private Task LoggedAsync(long fence, long step, Func<Task> act, [CallerMemberName] string operation = "") =>
        LoggedAsync(fence, step, async () =>
        {
            await act();
            return true;
        }, operation);

    private async Task<TReply> LoggedAsync<TReply>(
        long fence, long step, Func<Task<TReply>> act, [CallerMemberName] string operation = "")
    {
        try
        {
            return await act();
        }
        catch (StepRefusedException refused)
        {
            LogRefused(this.GetGrainId(), operation, step, fence, refused.Message);
            throw;
        }
    }
}
