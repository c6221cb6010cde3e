using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>The messages of the device pool; event ids 1000 to 1099.</summary>
public sealed partial class DevicePoolGrain
{
    [LoggerMessage(
        1000, LogLevel.Warning,
        "The lease of slot {Slot}, held by {Holder}, is lost: no heartbeat for {Seconds:F0} s. The slot is given to others")]
    private partial void LogLeaseLost(string slot, string holder, double seconds);

    [LoggerMessage(
        1001, LogLevel.Warning,
        "Slot {Slot} leaves the pool: its silo has not announced it for {Seconds:F0} s; {Slots} slots remain")]
    private partial void LogSlotLeft(string slot, double seconds, int slots);

    [LoggerMessage(
        1002, LogLevel.Warning,
        "Silo {Silo} is dead: {Slots} slots, {Leases} leases and {Requests} requests of it leave the pool")]
    private partial void LogSiloDead(SiloAddress silo, int slots, int leases, int requests);
}
