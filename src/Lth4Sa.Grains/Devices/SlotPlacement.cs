using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Lth4Sa.Grains.Devices;

/// <summary>Places an evaluator in the silo that has its device slot; the key of the evaluator begins with the name of the silo.</summary>
[Serializable, GenerateSerializer, Immutable]
public sealed class SlotPlacement : PlacementStrategy;

/// <summary>Marks a grain that <see cref="SlotPlacement"/> places.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlotPlacementAttribute() : PlacementAttribute(new SlotPlacement());

internal sealed class SlotPlacementDirector(ISiloStatusOracle silos) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        var name = key[..key.IndexOf('/', StringComparison.Ordinal)];
        foreach (var silo in context.GetCompatibleSilos(target))
        {
            if (silos.TryGetSiloName(silo, out var found) && found == name)
            {
                return Task.FromResult(silo);
            }
        }

        throw new OrleansException($"The silo {name} with the device slot {key} is gone.");
    }
}
