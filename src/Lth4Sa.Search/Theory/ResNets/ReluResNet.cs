namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>
/// A ResNet with ReLU from R^d to R: residual blocks on a state of one or more coordinates, the first d of which begin as the
/// input and the others as 0. Its output is one coordinate of the state.
/// </summary>
public sealed class ReluResNet(int dimension, int state, int output, IReadOnlyList<ResidualBlock> blocks)
{
    private readonly int width = blocks.Max(block => block.Width);

    /// <summary>The number of residual blocks.</summary>
    public int Depth => blocks.Count;

    /// <summary>The number of coordinates of the state.</summary>
    public int State => state;

    /// <summary>The number of hidden neurons of the widest block.</summary>
    public int Width => width;

    /// <summary>The extension of Lemma 2 and Fig. 7: the same network, with zero blocks after its last one.</summary>
    /// <param name="depth">The depth of the extended network, at least this one's.</param>
    public ReluResNet Extend(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, Depth);
        return new(dimension, state, output, [.. blocks, .. Enumerable.Repeat(new ResidualBlock(state, width), depth - Depth)]);
    }

    /// <summary>
    /// Whether it is a subnetwork of another one in the sense of Theorem 2: of the same depth, and nowhere wider. Its weights
    /// are its own.
    /// </summary>
    public bool IsSubnetworkOf(ReluResNet other) => Depth == other.Depth && State <= other.State && Width <= other.Width;

    /// <summary>The output for each of some points of d coordinates.</summary>
    public double[] Evaluate(ReadOnlySpan<double[]> points)
    {
        var (count, coordinates) = (points.Length, new double[state][]);
        for (var i = 0; i < state; i++)
        {
            coordinates[i] = new double[count];
            for (var point = 0; i < dimension && point < count; point++)
            {
                coordinates[i][point] = points[point][i];
            }
        }

        double[][] hidden = [.. Enumerable.Range(0, width).Select(_ => new double[count])];
        foreach (var block in blocks)
        {
            block.Apply(coordinates, hidden);
        }

        return coordinates[output];
    }
}
