using Orleans.Runtime.Placement;

namespace Lth4Sa.Grains.Devices;

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
