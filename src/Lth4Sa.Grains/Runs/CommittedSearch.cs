using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Grains.Runs;

/// <summary>The search after the last committed step.</summary>
/// <param name="Step">The number of committed steps.</param>
/// <param name="Chain">The chain of these steps, 64 hex digits.</param>
/// <param name="Ledger">The cost of their evaluations.</param>
/// <param name="Exhausted">True when the strategy has no scheme left to try.</param>
public sealed record CommittedSearch(long Step, string Chain, Ledger Ledger, bool Exhausted);
