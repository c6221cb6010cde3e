using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>The messages of the slots' registration; event ids 1100 to 1199.</summary>
internal sealed partial class DeviceSlotRegistration
{
    [LoggerMessage(1100, LogLevel.Warning, "The device pool could not be told of this silo's slots; this is tried again soon")]
    private partial void LogNotRegistered(Exception exception);
}
