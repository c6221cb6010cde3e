using Lth4Sa.Search.Theory.ResNets;

namespace Lth4Sa.Search.Tests;

public sealed class ResNetTests
{
    public static TheoryData<string, int, int> Grids => new()
    {
        { "wave", 1, 1 }, { "wave", 1, 2 }, { "wave", 1, 50 }, { "wave", 1, 1000 }, { "wave", 2, 7 }, { "wave", 3, 5 }, { "wave", 4, 3 },
        { "cone", 1, 9 }, { "cone", 2, 20 }, { "cone", 3, 4 },
    };

    /// <summary>In every cell, from border to border, a network has the value of the function in the middle.</summary>
    [Theory]
    [MemberData(nameof(Grids))]
    public void Build_OnAGrid_HasTheFunctionsValuesInAllCells(string name, int dimension, int cells)
    {
        var (function, grid) = (LipschitzFunction.Registry.Get(name)(dimension), new CellGrid(dimension, cells, 1e-3));
        var expected = grid.Values(function);
        var (narrow, wide) = (OneNeuronResNet.Build(function, grid), WideResNet.Build(function, grid));
        foreach (var within in new[] { 0.001, 0.3, 0.5, 0.998 })
        {
            var points = Enumerable.Range(0, grid.Count).Select(cell => Enumerable.Range(0, dimension).Select(
                axis => (cell / (int)Math.Pow(cells, axis) % cells + within) / cells).ToArray()).ToArray();
            Assert.All(narrow.Evaluate(points).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
            Assert.All(wide.Evaluate(points).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        }
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Build_OnAGrid_HasTheSaidDepthAndWidth(string name, int dimension, int cells)
    {
        var (function, grid) = (LipschitzFunction.Registry.Get(name)(dimension), new CellGrid(dimension, cells, 1e-3));
        var (narrow, wide) = (OneNeuronResNet.Build(function, grid), WideResNet.Build(function, grid));
        Assert.Equal((OneNeuronResNet.Depth(dimension, cells), 1, dimension), (narrow.Depth, narrow.Width, narrow.State));
        Assert.Equal((WideResNet.Depth(dimension, cells), dimension + 1, dimension + 2), (wide.Depth, wide.Width, wide.State));
    }

    /// <summary>In the strips between cells too, where the values of cells run into each other.</summary>
    [Theory]
    [InlineData("wave", 1, 40)]
    [InlineData("wave", 2, 6)]
    [InlineData("cone", 3, 4)]
    public void Build_WithWideStrips_StaysWithinTheFunctionsValuesAndAStep(string name, int dimension, int cells)
    {
        var (function, grid) = (LipschitzFunction.Registry.Get(name)(dimension), new CellGrid(dimension, cells, 0.4));
        var values = grid.Values(function);
        var step = (values.Max() - values.Min()) / grid.Count;
        var outputs = OneNeuronResNet.Build(function, grid).Evaluate(Points(dimension, 3000));
        Assert.All(outputs, output => Assert.InRange(output, values.Min() - 1e-9, values.Max() + step + 1e-9));
    }

    /// <summary>Lemma 2, to the last bit.</summary>
    [Fact]
    public void Extend_ByZeroBlocks_ChangesNothing()
    {
        var network = OneNeuronResNet.Build(LipschitzFunction.Registry.Get("wave")(2), new CellGrid(2, 5, 1e-3));
        var extended = network.Extend(network.Depth + 100);
        Assert.Equal(network.Depth + 100, extended.Depth);
        Assert.Equal(network.Evaluate(Points(2, 500)), extended.Evaluate(Points(2, 500)));
        Assert.Throws<ArgumentOutOfRangeException>(() => extended.Extend(network.Depth));
    }

    [Fact]
    public void IsSubnetworkOf_OtherDepthOrMoreWidth_IsFalse()
    {
        var (function, grid) = (LipschitzFunction.Registry.Get("cone")(1), new CellGrid(1, 4, 1e-3));
        var (narrow, wide) = (OneNeuronResNet.Build(function, grid), WideResNet.Build(function, new CellGrid(1, 40, 1e-3)));
        Assert.False(narrow.IsSubnetworkOf(wide));
        Assert.True(narrow.Extend(wide.Depth).IsSubnetworkOf(wide));
        Assert.False(wide.IsSubnetworkOf(narrow.Extend(wide.Depth)));
    }

    /// <summary>x + V relu(U x + b) by hand, where both neurons see the input and not each other's output.</summary>
    [Fact]
    public void Evaluate_ABlockOfTwoNeurons_IsTheFormula()
    {
        var block = new ResidualBlock(2, 2, new Neuron([1, -2], 0.5, 0, 3), new Neuron([2, 1], -1, 1, -1));
        var network = new ReluResNet(2, 2, 0, [block, new ResidualBlock(2, 1, new Neuron([0, 1], 0, 0, 1))]);
        // First (1, 0.5): 1 + 3 relu(0.5) = 2.5 and 0.5 - relu(1.5) = -1; then relu(-1) adds nothing.
        // Second (0, 1.5): the first neuron is off, 1.5 - relu(0.5) = 1; then relu(1) is added.
        Assert.Equal([2.5, 1], network.Evaluate([[1, 0.5], [0, 1.5]]));
    }

    private static double[][] Points(int dimension, int count) =>
        [.. Enumerable.Range(1, count).Select(i => Enumerable.Range(1, dimension).Select(axis => i * Math.Sqrt(axis + 1) % 1).ToArray())];
}
