using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Training;

/// <summary>
/// Draws the scheme of each iteration of a supernet's training. It follows from the seed and the number of the iteration alone, so a
/// training that goes on draws what an undisturbed one would.
/// </summary>
/// <remarks>
/// <para>
/// Fair is the strict fairness of FairNAS (Chu et al., arXiv:1907.01845), for blocks that have two choices, and not equally likely ones:
/// iterations form groups, and in each group every block is on in exactly the share beta of the iterations, at places that it draws by
/// itself. A group is the smallest of at most 20 iterations of which beta is a whole number: with beta 0.5 a random scheme and its
/// complement, with 0.2 five schemes of which each block is on in one. Where there is no such group, it has 20 iterations, and the
/// blocks are on in the whole number below or above beta of them, so often as to make up the share. FairNAS sums the gradients of a
/// group and takes one step; here every scheme has its own step, as in Alg. 1.
/// </para>
/// <para>
/// Sandwich is the sandwich rule of universally slimmable networks (Yu and Huang, arXiv:1903.05134): all on, all off, and a scheme drawn
/// by beta. They sum the gradients of the three in each step and let the largest network teach the others; here the three take turns,
/// and all learn from the labels, so that an epoch costs what it costs with the other ways of sampling.
/// </para>
/// </remarks>
/// <param name="sampling">The way of sampling.</param>
/// <param name="blocks">The number of blocks, 1 to 64.</param>
/// <param name="beta">The share of connections, in (0, 1].</param>
/// <param name="seed">The seed of the training.</param>
public sealed class SchemeSampler(Sampling sampling, int blocks, double beta, ulong seed)
{
    private const int LargestGroup = 20, TurnsOfSandwich = 3;

    private readonly Philox random = new(seed);

    // As a decimal fraction beta is what was written, and its multiples are exact.
    private readonly decimal share = (decimal)beta;

    /// <summary>The iterations after which fair sampling has treated all blocks alike.</summary>
    public int Group { get; } =
        Enumerable.Range(1, LargestGroup).FirstOrDefault(n => decimal.IsInteger(n * (decimal)beta), LargestGroup);

    /// <summary>The scheme of an iteration.</summary>
    /// <param name="iteration">The number of the iteration in the whole training, from 0.</param>
    public Scheme At(ulong iteration) => sampling switch
    {
        Sampling.Bernoulli => Independent(iteration),
        Sampling.Fair => Fair(iteration),
        Sampling.Sandwich => (iteration % TurnsOfSandwich) switch
        {
            0 => Scheme.AllOn(blocks),
            1 => Scheme.AllOff(blocks),
            _ => Independent(iteration),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "It is not known."),
    };

    private Scheme Independent(ulong iteration) =>
        Scheme.Create(blocks, block => random.Uniform(RandomStream.SupernetScheme, iteration, (uint)block) < beta);

    private Scheme Fair(ulong iteration)
    {
        var (group, place) = (iteration / (ulong)Group, (int)(iteration % (ulong)Group));
        var on = (int)(decimal.Floor((group + 1m) * Group * share) - decimal.Floor((decimal)group * Group * share));
        return Scheme.Create(blocks, block => random.Permutation(
            Group, RandomStream.SupernetScheme, group * Scheme.MaxBlocks + (ulong)block)[place] < on);
    }
}
