namespace Lth4Sa.Contracts.Devices;

/// <summary>The state of the device pool.</summary>
/// <param name="Slots">The number of slots that the pool knows.</param>
/// <param name="Held">The number of slots that are leased.</param>
/// <param name="Wanted">The number of requests that wait for a slot.</param>
/// <param name="Seconds">The time, in slot seconds, that each group has had.</param>
/// <param name="Each">The state of every slot.</param>
[GenerateSerializer, Immutable]
public sealed record DevicePoolStatus(int Slots, int Held, int Wanted, Dictionary<string, double> Seconds, SlotStatus[] Each);
