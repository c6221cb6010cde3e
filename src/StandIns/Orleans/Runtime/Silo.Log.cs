using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal static partial class SiloLog
{
    [LoggerMessage(LogLevel.Error, "{Grain} could not be activated")]
    public static partial void ActivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Warning, "{Grain} failed while it was deactivated")]
    public static partial void DeactivationFailed(this ILogger log, Exception exception, GrainId grain);

    [LoggerMessage(LogLevel.Error, "A timer tick of {Grain} failed")]
    public static partial void TimerFailed(this ILogger log, Exception exception, GrainId grain);
}
