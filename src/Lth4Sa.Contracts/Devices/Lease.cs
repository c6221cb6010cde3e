namespace Lth4Sa.Contracts.Devices;

/// <summary>The right to use a device slot, which lasts as long as heartbeats renew it.</summary>
/// <param name="Slot">The key of the slot's evaluator.</param>
/// <param name="Token">The number of this lease; a later lease of the same slot has a higher one.</param>
[GenerateSerializer, Immutable]
public sealed record Lease(string Slot, long Token);
