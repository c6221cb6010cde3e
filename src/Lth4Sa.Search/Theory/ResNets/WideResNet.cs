namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>
/// The large network of Theorem 2, wider than the input: blocks of d + 1 hidden neurons on a state of d + 2 coordinates. The
/// input stays as it is; one coordinate becomes the number of its cell by staircases of all coordinates, and the last one
/// the value of the function there, by linear interpolation of the values over the numbers of the cells. It has another way to
/// the function than the one-neuron network has.
/// </summary>
internal static class WideResNet
{
    /// <summary>The hidden neurons of each block, d + 1.</summary>
    public static int Width(int dimension) => dimension + 1;

    /// <summary>The depth of a network, as a real number.</summary>
    /// <param name="cells">The cells n along an axis, at least 1.</param>
    public static double Depth(int dimension, int cells) =>
        Math.Ceiling(2.0 * dimension * (cells - 1) / Width(dimension)) + Math.Ceiling(Math.Pow(cells, dimension) / Width(dimension));

    /// <summary>Constructs the network of a function on a grid.</summary>
    public static ReluResNet Build(LipschitzFunction function, CellGrid grid)
    {
        var (values, dimension) = (grid.Values(function), grid.Dimension);
        var (state, number, output) = (dimension + 2, dimension, dimension + 1);
        var staircases = Enumerable.Range(0, dimension).SelectMany(
            axis => grid.Staircase(state, axis, number, Math.Pow(grid.Cells, axis)));
        // Between the numbers k and k + 1 the slope is the difference of their values.
        var slopes = values.Zip(values.Skip(1), (from, to) => to - from).ToArray();
        var interpolation = slopes.Select(
            (slope, cell) => Neuron.Kink(state, number, cell, output, slope - (cell == 0 ? 0 : slopes[cell - 1])));
        Neuron[][] layers =
        [
            .. staircases.Chunk(Width(dimension)),
            .. interpolation.Prepend(Neuron.Constant(state, output, values[0])).Chunk(Width(dimension)),
        ];
        return new(dimension, state, output, [.. layers.Select(neurons => new ResidualBlock(state, Width(dimension), neurons))]);
    }
}
