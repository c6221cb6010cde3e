using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>Loses and delays calls of grains and their answers, the steps of streams among them.</summary>
internal sealed class LossyCalls(World world, Lifetime life, TimeProvider time) : IIncomingGrainCallFilter
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    public async Task Invoke(IIncomingGrainCallContext context)
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
