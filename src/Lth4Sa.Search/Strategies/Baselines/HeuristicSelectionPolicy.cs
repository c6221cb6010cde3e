using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Baselines;

/// <summary>
/// The heuristic selection policy (section V-D): a connection every N blocks. The paper shows 1010.., 0101.., 100100..
/// and 010010..; here is every phase of N = 2 and N = 3, so 001001.. too. One step tries them all.
/// </summary>
internal sealed class HeuristicSelectionPolicy(int blocks) : FixedList
{
    private static readonly (int Period, int Phase)[] Patterns = [(2, 0), (2, 1), (3, 0), (3, 1), (3, 2)];

    protected override IEnumerable<Scheme> SchemesOf(long step) => step > 1
        ? []
        : Patterns.Select(p => Scheme.Create(blocks, block => block % p.Period == p.Phase)).Distinct();
}
