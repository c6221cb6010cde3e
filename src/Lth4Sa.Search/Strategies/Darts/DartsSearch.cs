using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Darts;

/// <summary>
/// DARTS (Liu et al., arXiv:1806.09055) for connections: each block has a gate in 0..1 that blends the attended and the
/// plain residual, and gates and weights are trained in turn. Step t tries the scheme of the gates that are at least
/// one half after the t-th training step, as the paper takes the likelier operation of each edge; once a scheme has
/// been tried it costs nothing to meet it again.
/// </summary>
internal sealed class DartsSearch(Guidance gates) : FixedList
{
    /// <summary>
    /// The schemes of the gates, best first: those whose validation loss was measured, the lowest first (section V); then the others,
    /// the newest first. Of a scheme that was measured several times the last loss counts, that of the weights that are trained best.
    /// </summary>
    public static IEnumerable<RankedScheme> Rank(Guidance gates)
    {
        RankedScheme[] newest =
            [.. gates.Rows.Select((row, i) => new RankedScheme(Guidance.SchemeOf(row), gates.Losses?[i])).Reverse()];
        return newest.Where(r => r.ValidationLoss is not null).DistinctBy(r => r.Scheme).OrderBy(r => r.ValidationLoss)
            .Concat(newest).DistinctBy(r => r.Scheme);
    }

    protected override IEnumerable<Scheme> SchemesOf(long step) =>
        step > gates.Rows.Length ? [] : [Guidance.SchemeOf(gates.Rows[step - 1])];

    protected override IEnumerable<double> ProbabilitiesOf(long step) => step > gates.Rows.Length ? [] : gates.Rows[step - 1];
}
