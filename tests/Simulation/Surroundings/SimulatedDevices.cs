using System.Globalization;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Faults;
using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>The slots of one silo; they take as long as devices do, and answer from a formula.</summary>
internal sealed class SimulatedDevices(World world, Lifetime life, TimeProvider time, int slots) : IDeviceSlots
{
    private readonly Dictionary<string, SimulatedEvaluator> evaluators = Enumerable.Range(0, slots)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{life.Name}/cuda:0/{i}"))
        .ToDictionary(key => key, key => new SimulatedEvaluator(world, life, time, key));

    public IReadOnlyCollection<string> Keys => evaluators.Keys;

    public IEvaluator Get(string key) => evaluators.TryGetValue(key, out var evaluator)
        ? evaluator
        : throw new DeviceLostException($"There is no slot {key} here.");
}
