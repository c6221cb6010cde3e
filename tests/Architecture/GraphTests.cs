namespace Lth4Sa.Architecture.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Cycle_OfThree_NamesItsEdgesAndNoOther()
    {
        var graph = new Graph();
        graph.Add("a", "b", "1");
        graph.Add("b", "c", "2");
        graph.Add("c", "a", "3");
        graph.Add("c", "d", "4");
        Assert.Equal(["a -> b, as 1", "b -> c, as 2", "c -> a, as 3"], graph.Cycle());
    }

    [Fact]
    public void Cycle_WithoutOne_IsEmpty()
    {
        var graph = new Graph();
        graph.Add("a", "b", "1");
        graph.Add("a", "c", "2");
        graph.Add("b", "c", "3");
        graph.Add("b", "b", "4");
        Assert.Empty(graph.Cycle());
    }
}
