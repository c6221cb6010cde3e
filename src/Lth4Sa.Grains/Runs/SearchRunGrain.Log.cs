using Lth4Sa.Contracts.Runs;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Runs;

public sealed partial class SearchRunGrain
{
    [LoggerMessage(LogLevel.Information, "Run {Run} enters {Phase}")]
    private static partial void LogPhase(ILogger log, string run, RunPhase phase);

    [LoggerMessage(LogLevel.Information, "Run {Run} takes over with fence {Fence} after step {Step}")]
    private static partial void LogRecovered(ILogger log, string run, long fence, long step);

    [LoggerMessage(LogLevel.Warning, "Run {Run} was refused a step after {Step} and recovers: {Reason}")]
    private static partial void LogRefused(ILogger log, string run, long step, string reason);

    [LoggerMessage(LogLevel.Error, "Run {Run} failed in {Phase}")]
    private static partial void LogFailed(ILogger log, Exception exception, string run, RunPhase phase);
}
