using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Baselines;

/// <summary>Uniformly random schemes, every block on with probability 1/2. What comes twice costs no second evaluation.</summary>
/// <param name="samples">Schemes of a step.</param>
internal sealed class RandomSearch(int blocks, int samples, ulong seed) : ISearchStrategy
{
    private readonly Philox random = new(seed);
    private readonly double[] half = [.. Enumerable.Repeat(0.5, blocks)];

    public Proposal Propose(long step) => new(
        [.. Enumerable.Range(0, samples).Select(i => Sample(step, (uint)i))], half, 0.5);

    public void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed)
    {
    }

    public void Save(BinaryWriter to)
    {
    }

    public void Restore(BinaryReader from)
    {
    }

    private Scheme Sample(long step, uint sample) =>
        Scheme.FromBits((ulong)random.Bits(RandomStream.Actions, (ulong)step, sample), blocks);
}
