using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The messages of the watch over sweeps; event ids 1500 to 1599.</summary>
internal sealed partial class SweepWatch
{
    [LoggerMessage(1500, LogLevel.Warning, "Sweep {Sweep} could not be woken; it is tried again soon")]
    private partial void LogNotWoken(Exception exception, string sweep);

    [LoggerMessage(1501, LogLevel.Warning, "The sweeps could not be listed; this is tried again soon")]
    private partial void LogNotListed(Exception exception);

    [LoggerMessage(1502, LogLevel.Warning, "Sweep {Sweep} was not stopped in order; it goes on from its last commits")]
    private partial void LogNotHalted(Exception exception, string sweep);
}
