using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class StratifiedSchemesTests
{
    [Theory]
    [InlineData(6, 42, "1 6 9 10 9 6 1")]
    [InlineData(3, 4, "1 1 1 1")]
    [InlineData(3, 1000, "1 3 3 1")]
    [InlineData(4, 2, "0 1 0 1 0")]
    [InlineData(4, 0, "0 0 0 0 0")]
    public void Stratified_NumbersOfConnections_ComeEquallyOftenAsFarAsThereAreSchemes(int blocks, int count, string sizes)
    {
        var schemes = RandomSchemes.Stratified(blocks, count, seed: 7);
        Assert.Equal(schemes.Count, schemes.Distinct().Count());
        Assert.Equal(sizes, string.Join(' ', Enumerable.Range(0, blocks + 1).Select(c => schemes.Count(s => s.Connections == c))));
    }

    [Theory]
    [InlineData(54)]
    [InlineData(64)]
    public void Stratified_FewSchemesOfManyBlocks_HaveNumbersFromOneEndToTheOther(int blocks)
    {
        var numbers = RandomSchemes.Stratified(blocks, 42, seed: 1).Select(s => s.Connections).ToArray();
        Assert.Equal(42, numbers.Distinct().Count());
        Assert.InRange(numbers[0], 0, 1);
        Assert.InRange(numbers[^1], blocks - 1, blocks);
    }

    [Fact]
    public void Stratified_ManySeeds_DrawTheSchemesOfANumberEquallyOften()
    {
        // 10 schemes have 2 of 5 blocks connected; each of 2000 seeds draws one: 200 times each, with a deviation of 13.4.
        var drawn = Enumerable.Range(0, 2000).Select(seed => RandomSchemes.Stratified(5, 6, (ulong)seed).Single(s => s.Connections == 2));
        var counts = drawn.CountBy(s => s).ToArray();
        Assert.Equal(10, counts.Length);
        Assert.All(counts, count => Assert.InRange(count.Value, 200 - 5 * 13.4, 200 + 5 * 13.4));
    }

    [Fact]
    public void Stratified_TheSameSeed_DrawsTheSameSchemes()
    {
        var first = RandomSchemes.Stratified(20, 42, seed: 3);
        Assert.Equal(first, RandomSchemes.Stratified(20, 42, seed: 3));
        Assert.NotEqual(first, RandomSchemes.Stratified(20, 42, seed: 4));
    }
}
