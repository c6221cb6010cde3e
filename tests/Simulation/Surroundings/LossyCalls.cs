using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>Loses and delays calls of grains and their answers, the steps of streams among them.</summary>
internal sealed class LossyCalls(World world, Lifetime life, TimeProvider time) : IIncomingGrainCallFilter
{
    /// <summary>Which part of the steps of streams can go wrong: they are most of the calls, and the others are not to be spared for them.</summary>
    private const double StepsAtRisk = 1.0 / 8;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    public Task Invoke(IIncomingGrainCallContext context) =>
        context.InterfaceMethod.Name == nameof(IAsyncEnumerableGrainExtension.MoveNext) && !world.Dice.Chance(StepsAtRisk)
            ? context.Invoke()
            : InvokeAtRiskAsync(context);

    private async Task InvokeAtRiskAsync(IIncomingGrainCallContext context)
    {
        var name = $"{context.MethodName} of {context.TargetId}";
        await DelayAsync(name);
        if (world.Faults.Happens(FaultKinds.Lost))
        {
            world.Write(life, $"fault: {name} does not arrive");
            throw new TimeoutException($"{name} did not arrive.");
        }

        await context.Invoke();
        if (world.Faults.Happens(FaultKinds.Lost))
        {
            world.Write(life, $"fault: the answer of {name} is lost");
            throw new TimeoutException($"The answer of {name} did not arrive.");
        }

        await DelayAsync($"the answer of {name}");
    }

    private async Task DelayAsync(string what)
    {
        if (world.Faults.Happens(FaultKinds.Delay))
        {
            world.Write(life, $"fault: {what} comes late");
            await Task.Delay(world.Dice.Time(Long), time);
        }
    }
}
