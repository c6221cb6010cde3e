namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The options of a sweep itself.</summary>
/// <param name="Priority">The share of the devices against other sweeps; above 0, default 1.</param>
/// <param name="AtATime">The number of runs that are under way at the same time; at least 1, default 64.</param>
/// <param name="Attempts">
/// The number of failures after which a run is parked; at least 1, default 5. A failure that would come again is the last at once.
/// </param>
[GenerateSerializer, Immutable]
public sealed record SweepOptions(double Priority, int AtATime, int Attempts)
{
    /// <summary>The default of each option.</summary>
    public static SweepOptions Default { get; } = new(1, 64, 5);
}
