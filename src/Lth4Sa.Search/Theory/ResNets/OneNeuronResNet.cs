namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>
/// Lemma 1: a ResNet with one hidden neuron in each block and a state as wide as the input, which approximates a function
/// (H. Lin and S. Jegelka, "ResNet with one-neuron hidden layers is a universal approximator", NeurIPS 2018). The lemma says
/// that there is one; this one is constructed for the cube [0, 1]^d. Like the proof's it takes minima with constants and
/// moves the levels of an increasing function to their values, from the highest to the lowest. Its depth is
/// 2 n^d + 2 (d - 1)(n - 1) + 2, which is the O(1 / r^d) of Lemma 3. The first coordinate z goes through two stages:
/// <list type="number">
/// <item>It is stretched, staircases of the other coordinates are added to it, and a constant: cell k then has the values from
/// e_k = e_0 + k g to e_k + g, all of them above all values of the function.</item>
/// <item>For k from the last to the first, the block z - relu(z - e_k) makes cell k flat, as nothing else is above e_k by then, and
/// z - s relu(z - t), with t little below e_k, takes it to the value h_k of the function in its middle. Higher cells are below
/// e_0 already, and lower ones are below t but for a strip, so that all of them stay.</item>
/// </list>
/// </summary>
internal static class OneNeuronResNet
{
    /// <summary>The depth of a network, as a real number: it can be beyond any integer type.</summary>
    /// <param name="cells">The cells n along an axis, at least 1.</param>
    public static double Depth(int dimension, int cells) => 2 * Math.Pow(cells, dimension) + 2.0 * (dimension - 1) * (cells - 1) + 2;

    /// <summary>
    /// Constructs the network of a function on a grid. In the strips its output is between the least value of the function in
    /// a cell and, a step above it, the largest one.
    /// </summary>
    public static ReluResNet Build(LipschitzFunction function, CellGrid grid)
    {
        var (dimension, values) = (grid.Dimension, grid.Values(function));
        var (highest, lowest) = (values.Max(), values.Min());
        var step = (highest > lowest ? highest - lowest : 1) / grid.Count;
        var neurons = Arrange(grid, step, highest + step).Concat(Place(grid, step, highest + step, values));
        return new(dimension, dimension, 0, [.. neurons.Select(neuron => new ResidualBlock(dimension, 1, neuron))]);
    }

    private static IEnumerable<Neuron> Arrange(CellGrid grid, double step, double lowest)
    {
        var dimension = grid.Dimension;
        var stretch = Neuron.Kink(dimension, 0, threshold: 0, target: 0, step * grid.Cells - 1);
        var staircases = Enumerable.Range(1, dimension - 1).SelectMany(
            axis => grid.Staircase(dimension, axis, target: 0, step * Math.Pow(grid.Cells, axis)));
        return [stretch, .. staircases, Neuron.Constant(dimension, target: 0, lowest)];
    }

    private static IEnumerable<Neuron> Place(CellGrid grid, double step, double lowest, double[] values)
    {
        for (var cell = grid.Count - 1; cell >= 0; cell--)
        {
            var level = lowest + cell * step;
            var threshold = level - grid.Strip * step;
            yield return Neuron.Kink(grid.Dimension, 0, level, target: 0, -1);
            yield return Neuron.Kink(grid.Dimension, 0, threshold, target: 0, -(level - values[cell]) / (level - threshold));
        }
    }
}
