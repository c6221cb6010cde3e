using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Theory;

/// <summary>
/// Theorem 1 put to the test: draws networks and inputs, removes the neuron of the smallest row, which the proof names,
/// and measures by how much the output changes. Nothing that the theorem says is used.
/// </summary>
/// <param name="Theorem">What is tested.</param>
/// <param name="Width">The number m of hidden neurons, a whole number of at least 1.</param>
/// <param name="Inputs">Inputs that are drawn for each network, at least 1, half of them from the unit sphere.</param>
public sealed record Theorem1Simulation(Theorem1 Theorem, double Width, int Inputs)
{
    /// <summary>The fewest networks that are worth a share.</summary>
    public const int MinTrials = 30;

    // Multiplications that a simulation may take, some seconds, and how many of them take as long as a normal draw, and as the
    // beginning of a dot product.
    private const double MaxWork = 4e9, DrawWork = 20, DotWork = 10;

    /// <summary>How many networks of this width are not too much work; below 1 if not even one.</summary>
    public double MostTrials
    {
        get
        {
            var (dimension, outputs) = ((double)Theorem.Dimension, 2.0 * (Inputs + 1));
            return MaxWork / (Width * (DrawWork * dimension + outputs * (dimension + DotWork)) + DrawWork * Inputs * dimension);
        }
    }

    /// <summary>Draws networks.</summary>
    /// <param name="trials">The number of networks, at least 30; fewer are drawn where the width would make that too much work.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <returns>Null when even 30 networks of this width are too much work.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Theorem1Estimate? Run(int trials, ulong seed, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, MinTrials);
        if (MostTrials < MinTrials)
        {
            return null;
        }

        var (seen, random, done) = (new Seen[(int)Math.Min(trials, MostTrials)], new Philox(seed), 0);
        Parallel.For(0, seen.Length, new ParallelOptions { CancellationToken = cancellation }, trial =>
        {
            seen[trial] = Try(random, (ulong)trial);
            progress?.Report((double)Interlocked.Increment(ref done) / seen.Length);
        });
        return new Theorem1Estimate(
            seen.Length, Inputs, Share(s => s.HasSmallRow), Share(s => s.Largest < Theorem.Epsilon), Share(s => s.Worst < Theorem.Epsilon),
            Share(s => s.HasSlightNeuron), seen.Average(s => s.Largest), seen.Max(s => s.Largest));

        double Share(Func<Seen, bool> has) => (double)seen.Count(has) / seen.Length;
    }

    private Seen Try(Philox random, ulong trial)
    {
        var network = HiddenLayerNetwork.Draw(random, trial, (int)Width, Theorem.Dimension);
        var smallest = network.SmallestRow;
        var norm = network.Norm(smallest);
        var (left, x) = (network.Without(smallest), new double[Theorem.Dimension]);
        var (largest, slight) = (0.0, false);
        for (var input = 0; input < Inputs; input++)
        {
            UnitBall.Draw(random, trial, input, x);
            largest = Math.Max(largest, Math.Abs(network.Output(x) - left.Output(x)));
            slight |= input == 0 && network.HasSlightNeuron(x, Theorem.Epsilon);
        }

        // No input changes more than the removed row's own direction.
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = network.Row(smallest)[i] / norm;
        }

        var worst = Math.Abs(network.Output(x) - left.Output(x));
        return new(norm < Theorem.Epsilon / Math.Sqrt(Width), slight, largest, Math.Max(largest, worst));
    }

    // Of one network: the proof's event, a neuron for its first input, the largest changes at drawn inputs and at all inputs.
    private readonly record struct Seen(bool HasSmallRow, bool HasSlightNeuron, double Largest, double Worst);
}
