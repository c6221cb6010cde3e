using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Landscapes;

/// <summary>
/// An accuracy for every scheme of a space, from a formula: to try strategies where the truth is known. A hidden scheme
/// is the most accurate one (with <c>plateaus</c>, but for the noise); z_l is 1 where a scheme agrees with it and -1
/// where it does not.
/// </summary>
public sealed class SyntheticLandscape
{
    private const double Middle = 65, Spread = 6, Noise = 0.3;

    // Each block interacts with about as many others.
    private const int Degree = 4, TrapSize = 3, Levels = 6;

    private readonly Func<Scheme, double> shape;

    private SyntheticLandscape(Scheme optimum, Func<Scheme, double> shape) => (Optimum, this.shape) = (optimum, shape);

    /// <summary>The families by name; each makes a landscape of m blocks from a seed.</summary>
    public static Registry<Func<int, ulong, SyntheticLandscape>> Registry { get; } = new("landscape",
        ("additive", Additive), ("pairwise", Pairwise), ("deceptive", Deceptive), ("plateaus", Plateaus));

    /// <summary>The hidden scheme.</summary>
    public Scheme Optimum { get; }

    /// <summary>The accuracy of a scheme in percentage points, about 59 to 71.</summary>
    public double Accuracy(Scheme scheme) => Middle + Spread * shape(scheme);

    // sum of w_l z_l, weights uniform in 0.5..1.5 and scaled so that the range is -1..1.
    private static SyntheticLandscape Additive(int blocks, ulong seed)
    {
        var (optimum, weights) = (Hidden(blocks, seed), Weights(blocks, seed, 0));
        return new(optimum, scheme => Agreement(scheme, optimum, weights));
    }

    // A tenth of an additive landscape, and sum of J_lk z_l z_k over a random graph with J > 0: the hidden scheme is best,
    // and its complement nearly so.
    private static SyntheticLandscape Pairwise(int blocks, ulong seed)
    {
        var (optimum, weights, random) = (Hidden(blocks, seed), Weights(blocks, seed, 0), new Philox(seed));
        var edges = Enumerable.Range(0, blocks).SelectMany(l => Enumerable.Range(0, Degree / 2).Select(e =>
            (l, (l + 1 + random.Below(Math.Max(1, blocks - 1), RandomStream.Landscape, 2, (uint)(l * Degree + e))) % blocks))).ToArray();
        var couplings = Weights(edges.Length, seed, 3);
        return new(optimum, scheme => 0.1 * Agreement(scheme, optimum, weights) + 0.9 * edges.Select((e, i) =>
            couplings[i] * (Agrees(scheme, optimum, e.l) == Agrees(scheme, optimum, e.Item2) ? 1 : -1)).Sum());
    }

    // Traps of three neighbouring blocks: full agreement is best, but short of it every agreement makes it worse.
    private static SyntheticLandscape Deceptive(int blocks, ulong seed)
    {
        var optimum = Hidden(blocks, seed);
        var weights = Weights((blocks + TrapSize - 1) / TrapSize, seed, 0);
        return new(optimum, scheme => weights.Select((w, trap) =>
        {
            var members = Enumerable.Range(trap * TrapSize, Math.Min(TrapSize, blocks - trap * TrapSize)).ToArray();
            var agreeing = members.Count(l => Agrees(scheme, optimum, l));
            return w * (agreeing == members.Length ? 1 : 0.6 - 1.6 * agreeing / members.Length);
        }).Sum());
    }

    // An additive landscape in a few steps, and noise that belongs to each scheme.
    private static SyntheticLandscape Plateaus(int blocks, ulong seed)
    {
        var (optimum, weights, random) = (Hidden(blocks, seed), Weights(blocks, seed, 0), new Philox(seed));
        return new(optimum, scheme => Math.Floor((Levels - 1e-9) * (Agreement(scheme, optimum, weights) + 1) / 2) * 2 / (Levels - 1) - 1
            + Noise / Spread * random.Normal(RandomStream.LandscapeNoise, scheme.Bits, 0));
    }

    private static Scheme Hidden(int blocks, ulong seed) =>
        Scheme.FromBits((ulong)new Philox(seed).Bits(RandomStream.Landscape, 0, 0), blocks);

    private static double[] Weights(int count, ulong seed, ulong purpose)
    {
        var random = new Philox(seed);
        var weights = Enumerable.Range(0, count).Select(i => 0.5 + random.Uniform(RandomStream.Landscape, purpose + 1, (uint)i)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static double Agreement(Scheme scheme, Scheme optimum, double[] weights) =>
        weights.Select((w, l) => Agrees(scheme, optimum, l) ? w : -w).Sum();

    private static bool Agrees(Scheme scheme, Scheme optimum, int block) => scheme[block] == optimum[block];
}
