using System.Numerics.Tensors;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Theory;

/// <summary>The network of Theorem 1: W2 relu(W1 x), with one hidden layer and one output.</summary>
internal sealed class HiddenLayerNetwork
{
    private readonly int dimension;
    private readonly double[] rows, signs;

    private HiddenLayerNetwork(int dimension, double[] rows, double[] signs) =>
        (this.dimension, this.rows, this.signs) = (dimension, rows, signs);

    /// <summary>Draws W1 from N(0, 1/m) and W2 from {-1, 1}, as the theorem says.</summary>
    /// <param name="network">The number of the network; another one gives other weights.</param>
    public static HiddenLayerNetwork Draw(Philox random, ulong network, int width, int dimension)
    {
        var (rows, signs, deviation) = (new double[width * dimension], new double[width], 1 / Math.Sqrt(width));
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = deviation * random.Normal(RandomStream.TheoryWeights, network, (uint)i);
        }

        for (var row = 0; row < width; row++)
        {
            signs[row] = 2 * random.Below(2, RandomStream.TheorySign, network, (uint)row) - 1;
        }

        return new(dimension, rows, signs);
    }

    /// <summary>The row of W1 with the smallest norm, which the proof removes.</summary>
    public int SmallestRow => Enumerable.Range(0, signs.Length).MinBy(Norm);

    /// <summary>A row of W1.</summary>
    public ReadOnlySpan<double> Row(int row) => rows.AsSpan(row * dimension, dimension);

    /// <summary>The norm of a row of W1.</summary>
    public double Norm(int row) => TensorPrimitives.Norm(Row(row));

    /// <summary>The same network with a row of W1 set to zero, B_j W1 in the theorem.</summary>
    public HiddenLayerNetwork Without(int row)
    {
        var left = rows.ToArray();
        left.AsSpan(row * dimension, dimension).Clear();
        return new(dimension, left, signs);
    }

    /// <summary>W2 relu(W1 x).</summary>
    public double Output(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var row = 0; row < signs.Length; row++)
        {
            sum += signs[row] * Math.Max(0, TensorPrimitives.Dot(Row(row), x));
        }

        return sum;
    }

    /// <summary>Whether the removal of some neuron changes the output at an input by less than a bound.</summary>
    public bool HasSlightNeuron(ReadOnlySpan<double> x, double bound)
    {
        for (var row = 0; row < signs.Length; row++)
        {
            if (Math.Max(0, TensorPrimitives.Dot(Row(row), x)) < bound)
            {
                return true;
            }
        }

        return false;
    }
}
