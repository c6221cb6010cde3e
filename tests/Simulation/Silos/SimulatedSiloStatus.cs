using System.Diagnostics.CodeAnalysis;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What a silo knows of its cluster, in which it is alone.</summary>
internal sealed class SimulatedSiloStatus(SiloAddress address) : ISiloStatusOracle
{
    public SiloStatus CurrentStatus => SiloStatus.Active;

    public string SiloName => "silo";

    public SiloAddress SiloAddress => address;

    public SiloStatus GetApproximateSiloStatus(SiloAddress silo) => silo.Equals(address) ? SiloStatus.Active : SiloStatus.None;

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => new() { [address] = SiloStatus.Active };

    public SiloAddress[] GetActiveSilos() => [address];

    public bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName) => (siloName = siloAddress.Equals(address) ? SiloName : null) is not null;

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => siloAddress.Equals(address);

    public bool IsDeadSilo(SiloAddress silo) => false;

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => true;

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => true;
}
