using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The messages of a sweep; event ids 1400 to 1499.</summary>
public sealed partial class SweepGrain
{
    [LoggerMessage(
        1400, LogLevel.Warning, "Run {RunId} ({Run}) of sweep {Sweep} failed ({Failures} of {Attempts} attempts are used up): {Error}")]
    private partial void LogRunFailed(string sweep, string run, string runId, int failures, int attempts, string error);

    [LoggerMessage(1401, LogLevel.Error, "Run {RunId} ({Run}) of sweep {Sweep} is parked after {Failures} failed attempts: {Error}")]
    private partial void LogRunParked(string sweep, string run, string runId, int failures, string error);

    [LoggerMessage(1402, LogLevel.Warning, "Sweep {Sweep} could not store the states of its runs; it tries again")]
    private partial void LogStoreFailed(Exception exception, string sweep);

    [LoggerMessage(
        1403, LogLevel.Information,
        "Sweep {Sweep} raised its fence to {Fence} and goes on from {Runs} runs and {Changes} changes")]
    private partial void LogFenceRaised(string sweep, long fence, long runs, long changes);
}
