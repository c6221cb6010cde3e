using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The messages of a supernet; event ids 1300 to 1399.</summary>
public sealed partial class SupernetGrain
{
    [LoggerMessage(1300, LogLevel.Debug, "Supernet {Supernet} evaluated {Count} schemes in {Seconds:F2} s; {Known} are known")]
    private partial void LogEvaluated(string supernet, int count, double seconds, int known);
}
