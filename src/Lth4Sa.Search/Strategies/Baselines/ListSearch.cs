using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Baselines;

/// <summary>The schemes of a list in their order, as many in a step as other strategies sample.</summary>
/// <param name="schemes">The schemes.</param>
/// <param name="samples">The number of schemes of a step, at least 1.</param>
internal sealed class ListSearch(Scheme[] schemes, int samples) : FixedList
{
    protected override IEnumerable<Scheme> SchemesOf(long step) =>
        schemes.Skip((int)Math.Min((step - 1) * samples, schemes.Length)).Take(samples);
}
