namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>
/// The cube [0, 1]^d cut into n cells along each axis. Cell k has the position i_c along axis c, where k is the sum of
/// i_c n^c, c from 0. Networks that are constant on cells pass from one cell to the next in strips around their borders.
/// </summary>
/// <param name="Dimension">The dimension d, at least 1.</param>
/// <param name="Cells">The number n of cells along an axis, at least 1.</param>
/// <param name="Strip">The width of a strip, a part of the width of a cell, in (0, 1).</param>
internal sealed record CellGrid(int Dimension, int Cells, double Strip)
{
    /// <summary>The width of a cell.</summary>
    public double Width => 1.0 / Cells;

    /// <summary>The width of a strip.</summary>
    public double Ramp => Strip * Width;

    /// <summary>The number of cells, n^d.</summary>
    public int Count => (int)Math.Pow(Cells, Dimension);

    /// <summary>The beginnings of the strips along an axis; there are n - 1.</summary>
    public IEnumerable<double> Ramps => Enumerable.Range(1, Cells - 1).Select(i => i * Width - Ramp / 2);

    /// <summary>The value of a function in the middle of each cell.</summary>
    public double[] Values(LipschitzFunction function) => [.. Enumerable.Range(0, Count).Select(cell => function.Value(Middle(cell)))];

    /// <summary>
    /// Neurons that add to a coordinate a staircase of another one: in cell i along an axis it is i times the step, and it is
    /// linear in the strips. There are 2 (n - 1).
    /// </summary>
    public IEnumerable<Neuron> Staircase(int state, int axis, int target, double step) => Ramps.SelectMany(start => new[]
    {
        Neuron.Kink(state, axis, start, target, step / Ramp), Neuron.Kink(state, axis, start + Ramp, target, -step / Ramp),
    });

    private double[] Middle(int cell)
    {
        var middle = new double[Dimension];
        for (var axis = 0; axis < Dimension; axis++)
        {
            middle[axis] = (cell % Cells + 0.5) * Width;
            cell /= Cells;
        }

        return middle;
    }
}
