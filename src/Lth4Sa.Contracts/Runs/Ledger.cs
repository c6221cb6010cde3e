namespace Lth4Sa.Contracts.Runs;

/// <summary>The cost of the evaluations of a run.</summary>
/// <param name="Requested">The number of evaluations that the search asked for.</param>
/// <param name="Unique">The number of different schemes among them.</param>
/// <param name="Images">The number of images forwarded for the unique ones.</param>
/// <param name="DeviceSeconds">The device time of the unique ones, in seconds, whichever run had them evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Ledger(long Requested, long Unique, long Images, double DeviceSeconds)
{
    /// <summary>The cost of a search that has not begun.</summary>
    public static Ledger Empty { get; } = new(0, 0, 0, 0);
}
