namespace Lth4Sa.Contracts.Devices;

/// <summary>The right to use a device slot, which lasts as long as heartbeats renew it.</summary>
/// <param name="Slot">The key of the slot's evaluator.</param>
/// <param name="Request">The request that it answers; no other lease answers it.</param>
[GenerateSerializer, Immutable]
public sealed record Lease(string Slot, SlotRequest Request);
