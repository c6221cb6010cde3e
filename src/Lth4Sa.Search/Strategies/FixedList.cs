using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>A strategy that knows beforehand what it will try, and learns nothing.</summary>
public abstract class FixedList : ISearchStrategy
{
    public Proposal Propose(long step) => new([.. SchemesOf(step)], [.. ProbabilitiesOf(step)], null);

    public void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed)
    {
    }

    public void Save(BinaryWriter to)
    {
    }

    public void Restore(BinaryReader from)
    {
    }

    /// <summary>None once the list is through.</summary>
    protected abstract IEnumerable<Scheme> SchemesOf(long step);

    protected virtual IEnumerable<double> ProbabilitiesOf(long step) => [];
}
