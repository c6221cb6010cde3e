namespace Lth4Sa.Contracts.Devices;

/// <summary>The state of a device slot.</summary>
/// <param name="Slot">The key of the slot's evaluator: silo/device/slot.</param>
/// <param name="Held">True while the slot is leased.</param>
/// <param name="Affinity">The supernet that the slot has loaded, or the network or run that it worked for last; null at first.</param>
/// <param name="Group">The sweep that has the lease; null when none has.</param>
[GenerateSerializer, Immutable]
public sealed record SlotStatus(string Slot, bool Held, string? Affinity, string? Group);
