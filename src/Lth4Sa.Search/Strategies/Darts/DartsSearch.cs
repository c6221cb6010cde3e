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
    private const double Open = 0.5;

    protected override IEnumerable<Scheme> SchemesOf(long step) => step > gates.Rows.Length
        ? []
        : [Scheme.Create(gates.Rows[step - 1].Length, block => gates.Rows[step - 1][block] >= Open)];

    protected override IEnumerable<double> ProbabilitiesOf(long step) => step > gates.Rows.Length ? [] : gates.Rows[step - 1];
}
