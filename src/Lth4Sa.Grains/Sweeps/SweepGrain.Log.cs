using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

public sealed partial class SweepGrain
{
    [LoggerMessage(LogLevel.Warning, "Run {Run} of sweep {Sweep} failed (failures so far: {Failures}): {Error}")]
    private static partial void LogRunFailed(ILogger log, string sweep, string run, int failures, string error);

    [LoggerMessage(LogLevel.Error, "Run {Run} of sweep {Sweep} is parked (failures: {Failures}): {Error}")]
    private static partial void LogRunParked(ILogger log, string sweep, string run, int failures, string error);

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} could not store what became of its runs; it tries again")]
    private static partial void LogStoreFailed(ILogger log, Exception exception, string sweep);
}
