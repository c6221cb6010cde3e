using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Steps;

/// <summary>The messages of the grains that take part in steps; event ids 1600 to 1699.</summary>
public abstract partial class StepGrain<T>
{
    [LoggerMessage(1600, LogLevel.Information, "{Grain} refused {Operation} of step {Step} under fence {Fence}: {Reason}")]
    private partial void LogRefused(GrainId grain, string operation, long step, long fence, string reason);
}
