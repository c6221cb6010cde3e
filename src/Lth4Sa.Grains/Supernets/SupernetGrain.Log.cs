using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Supernets;

public sealed partial class SupernetGrain
{
    [LoggerMessage(LogLevel.Debug, "Supernet {Supernet} evaluated {Count} schemes in {Seconds:f2} s; {Known} are known")]
    private static partial void LogEvaluated(ILogger log, string supernet, int count, double seconds, int known);
}
