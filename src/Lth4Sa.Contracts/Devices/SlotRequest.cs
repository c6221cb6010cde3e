namespace Lth4Sa.Contracts.Devices;

/// <summary>A request for a device slot.</summary>
/// <param name="Id">Never used for another request; it names the lease that answers the request.</param>
/// <param name="Holder">The grain that asks for the lease, for messages.</param>
/// <param name="Silo">The silo of that grain: when it dies, its requests and leases end.</param>
/// <param name="Affinity">The supernet, network or run that the slot is needed for.</param>
/// <param name="Share">The account that the time is charged to.</param>
[GenerateSerializer, Immutable, Alias("slot-request")]
public sealed record SlotRequest(string Id, string Holder, SiloAddress Silo, string Affinity, DeviceShare Share);
