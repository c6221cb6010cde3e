namespace Lth4Sa.Search.Loop;

/// <summary>A step that a session has just taken, and what is known of its replay.</summary>
/// <param name="Step">The step.</param>
/// <param name="ReplayAge">The steps since the replayed entry was added; null when nothing was replayed.</param>
/// <param name="Clipped">
/// The share of the probability ratios that the replay before this step clipped, in 0..1; null if there was none.
/// </param>
public sealed record TakenStep(SearchStep Step, int? ReplayAge, double? Clipped);
