using Lth4Sa.Contracts.Runs;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Runs;

/// <summary>The messages of a run; event ids 1200 to 1299.</summary>
public sealed partial class SearchRunGrain
{
    [LoggerMessage(1200, LogLevel.Information, "Run {Run} enters {Phase}")]
    private partial void LogPhase(string run, RunPhase phase);

    [LoggerMessage(1201, LogLevel.Information, "Run {Run} raised its fence to {Fence} and goes on after step {Step}")]
    private partial void LogRecovered(string run, long fence, long step);

    [LoggerMessage(1202, LogLevel.Warning, "Run {Run} was refused a step after {Step} and recovers: {Reason}")]
    private partial void LogRefused(string run, long step, string reason);

    [LoggerMessage(1203, LogLevel.Error, "Run {Run} failed in {Phase}")]
    private partial void LogFailed(Exception exception, string run, RunPhase phase);
}
