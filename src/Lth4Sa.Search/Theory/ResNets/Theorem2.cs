using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>
/// Theorem 2 as an experiment on K = [0, 1]^d. A wide network R_full is built with the integral of |R_full - T| at most
/// epsilon0 / 2, and as deep as a network of Lemma 1 for epsilon0 is, which is the depth that the theorem asks for. Networks
/// R_short of Lemma 1 of growing depth are built, extended by zero blocks to R_long of R_full's depth (Lemma 2), and all
/// the integrals of the proof (Eq. 17 to 20) are measured at the same random points. What a construction promises is used only to
/// choose its size.
/// </summary>
public sealed class Theorem2
{
    /// <summary>The most cells of the wide network.</summary>
    public const int MaxCells = 1 << 18;

    /// <summary>The largest dimension; beyond it <see cref="MaxCells"/> leave few cells along an axis, and a large epsilon.</summary>
    public const int MaxDimension = 4;

    /// <summary>The most neurons times points of a measurement, which takes some minutes.</summary>
    public const double MaxWork = 5e10;

    /// <summary>The fewest points that an integral is worth.</summary>
    public const int MinPoints = 30;

    // Points that go through a network together.
    private const int Batch = 256;

    // The part of an error that the strips between the cells may make. In them a network is off by at most twice the range.
    private const double StripPart = 0.1, StripError = 2, MaxStrip = 0.01;

    private readonly LipschitzFunction function;
    private readonly double strip;
    private readonly int sufficient;

    /// <param name="function">The function T.</param>
    /// <param name="epsilon">The bound epsilon of Eq. 4, above epsilon0 and below 1.</param>
    /// <param name="epsilon0">The constant epsilon0, at least <see cref="LeastEpsilon0"/>.</param>
    public Theorem2(LipschitzFunction function, double epsilon, double epsilon0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epsilon0, LeastEpsilon0(function));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(epsilon, epsilon0);
        (this.function, Epsilon, Epsilon0) = (function, epsilon, epsilon0);
        strip = Math.Min(MaxStrip, StripPart * epsilon0 / 2 / (StripError * function.Range * function.Dimension));
        sufficient = (int)Math.Ceiling(Spread(function) / ((1 - StripPart) * epsilon0 / 2));
        Full = WideResNet.Build(function, Grid(FullCells(function.Dimension, sufficient)));
    }

    /// <summary>The bound on the distance of the subnetwork.</summary>
    public double Epsilon { get; }

    /// <summary>Twice the bound on the distance of the wide network from T.</summary>
    public double Epsilon0 { get; }

    /// <summary>R_full, of d + 1 hidden neurons in each block.</summary>
    public ReluResNet Full { get; }

    /// <summary>The most cells along an axis of a network of Lemma 1 that is not deeper than <see cref="Full"/>.</summary>
    public int MostCells
    {
        get
        {
            var cells = sufficient;
            while (OneNeuronResNet.Depth(function.Dimension, cells + 1) <= Full.Depth)
            {
                cells++;
            }

            return cells;
        }
    }

    /// <summary>The most points that may be asked for.</summary>
    public int MostPoints => (int)Math.Min(1_000_000, MaxWork / ((double)Full.Depth * Full.Width));

    /// <summary>The least epsilon0 for which the wide network has at most <see cref="MaxCells"/> cells.</summary>
    public static double LeastEpsilon0(LipschitzFunction function)
    {
        var (cells, tooMany) = (1, MaxCells);
        while (tooMany - cells > 1)
        {
            var middle = (cells + tooMany) / 2;
            var few = Math.Pow(FullCells(function.Dimension, middle), function.Dimension) <= MaxCells;
            (cells, tooMany) = few ? (middle, tooMany) : (cells, middle);
        }

        return 2 * Spread(function) / (1 - StripPart) / cells;
    }

    /// <summary>Builds networks of Lemma 1, extends them and measures the integrals, from the shallowest to the deepest.</summary>
    /// <param name="cells">
    /// Cells along an axis of each network, at most <see cref="MostCells"/>; none doubles them from 2 on until the distance from T is
    /// at most epsilon / 2.
    /// </param>
    /// <param name="points">The number of random points, 30 to <see cref="MostPoints"/>.</param>
    /// <param name="progress">Told what has been measured: the networks so far, and the part of the next one.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<Theorem2Row> Measure(
        IReadOnlyList<int> cells, int points, ulong seed, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, MinPoints);
        var random = new Philox(seed);
        var inputs = Enumerable.Range(0, points).Select(point => Enumerable.Range(0, function.Dimension).Select(
            axis => random.Uniform(RandomStream.TheoryPoint, (ulong)point, (uint)axis)).ToArray()).ToArray();
        var truth = inputs.Select(function.Value).ToArray();
        var measured = 0;
        var full = Outputs(Full);
        Theorem2Row? last = null;
        foreach (var n in cells.Count > 0 ? cells : Doubling())
        {
            var network = OneNeuronResNet.Build(function, Grid(n));
            var extended = network.Extend(Full.Depth);
            var (brief, extension) = (Outputs(network), Outputs(extended));
            last = new Theorem2Row(
                n, network.Depth, extended.Depth, extended.IsSubnetworkOf(Full), Integral.OfDistance(truth, brief),
                Integral.OfDistance(truth, extension), Integral.OfDistance(full, truth), Integral.OfDistance(full, extension),
                brief.Zip(extension, (a, b) => Math.Abs(a - b)).Max());
            yield return last;
        }

        double[] Outputs(ReluResNet network)
        {
            var (outputs, done) = (new double[points], 0);
            Parallel.For(0, (points + Batch - 1) / Batch, new ParallelOptions { CancellationToken = cancellation }, batch =>
            {
                var (from, count) = (batch * Batch, Math.Min(Batch, points - batch * Batch));
                network.Evaluate(inputs.AsSpan(from, count)).CopyTo(outputs, from);
                progress?.Report(measured + (double)Interlocked.Add(ref done, count) / points);
            });
            measured++;
            return outputs;
        }

        IEnumerable<int> Doubling()
        {
            for (var n = Math.Min(2, sufficient); ; n = Math.Min(2 * n, sufficient))
            {
                yield return n;
                if (n == sufficient || last!.Short.AtMost <= Epsilon / 2)
                {
                    yield break;
                }
            }
        }
    }

    // A bound on the mean distance of T from its values in the middles of cells, times the number of cells along an axis: L times
    // the root of the mean squared distance from the middle of a cube.
    private static double Spread(LipschitzFunction function) => function.Constant * Math.Sqrt(function.Dimension / 12.0);

    // The wide network is as deep as the one of Lemma 1 with some cells along an axis.
    private static int FullCells(int dimension, int sufficient)
    {
        var cells = sufficient;
        while (WideResNet.Depth(dimension, cells) < OneNeuronResNet.Depth(dimension, sufficient))
        {
            cells++;
        }

        return cells;
    }

    private CellGrid Grid(int cells) => new(function.Dimension, cells, strip);
}
