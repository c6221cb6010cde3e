using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

public sealed class SchemeSamplerTests
{
    private const int Blocks = 12;

    [Fact]
    public void At_Bernoulli_DrawsTheSchemesOfThePaper()
    {
        var (sampler, random) = (new SchemeSampler(Sampling.Bernoulli, Blocks, 0.3, 5), new Philox(5));
        for (var iteration = 0UL; iteration < 50; iteration++)
        {
            var at = iteration;
            Assert.Equal(
                Scheme.Create(Blocks, b => random.Uniform(RandomStream.SupernetScheme, at, (uint)b) < 0.3), sampler.At(iteration));
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void At_Bernoulli_ConnectsTheShareBeta(double beta)
    {
        const int Iterations = 2000;
        var on = Schemes(new SchemeSampler(Sampling.Bernoulli, Blocks, beta, 1), Iterations).Sum(s => s.Connections);
        // Four deviations of a binomial.
        var (draws, deviation) = (Iterations * Blocks, Math.Sqrt(Iterations * Blocks * beta * (1 - beta)));
        Assert.InRange(on, draws * beta - 4 * deviation, draws * beta + 4 * deviation);
    }

    [Theory]
    [InlineData(0.5, 2, 1)]
    [InlineData(0.2, 5, 1)]
    [InlineData(0.3, 10, 3)]
    [InlineData(0.75, 4, 3)]
    [InlineData(0.15, 20, 3)]
    [InlineData(1, 1, 1)]
    public void At_Fair_IsExactlyFairInEachGroup(double beta, int group, int on)
    {
        var sampler = new SchemeSampler(Sampling.Fair, Blocks, beta, 7);
        Assert.Equal(group, sampler.Group);
        foreach (var schemes in Schemes(sampler, 60 * group).Chunk(group))
        {
            Assert.All(Enumerable.Range(0, Blocks), block => Assert.Equal(on, schemes.Count(s => s[block])));
        }
    }

    [Fact]
    public void At_FairWithHalf_IsASchemeAndItsComplementAndEachPairAnother()
    {
        var pairs = Schemes(new SchemeSampler(Sampling.Fair, Blocks, 0.5, 7), 200).Chunk(2).ToArray();
        Assert.All(pairs, pair => Assert.Equal(Scheme.AllOn(Blocks).Bits, pair[0].Bits ^ pair[1].Bits));
        // 100 of 4096 schemes: about one pair of them is equal by chance.
        Assert.InRange(pairs.Select(pair => pair[0]).Distinct().Count(), 90, 100);
    }

    [Theory]
    [InlineData(0.33, 33, 100)]
    [InlineData(0.123, 123, 1000)]
    public void At_FairWithAnUnevenShare_MakesItUpOverGroups(double beta, int on, int of)
    {
        var schemes = Schemes(new SchemeSampler(Sampling.Fair, Blocks, beta, 7), of);
        Assert.All(Enumerable.Range(0, Blocks), block => Assert.Equal(on, schemes.Count(s => s[block])));
        Assert.All(schemes.Chunk(20), group => Assert.All(
            Enumerable.Range(0, Blocks), b => Assert.InRange(group.Count(s => s[b]), (int)(20 * beta), (int)(20 * beta) + 1)));
    }

    [Fact]
    public void At_Sandwich_TakesTurns()
    {
        var schemes = Schemes(new SchemeSampler(Sampling.Sandwich, Blocks, 0.2, 7), 900);
        foreach (var turns in schemes.Chunk(3))
        {
            Assert.Equal((Scheme.AllOn(Blocks), Scheme.AllOff(Blocks)), (turns[0], turns[1]));
        }

        // 300 x 12 draws: mean 720, deviation 24.
        Assert.InRange(schemes.Chunk(3).Sum(turns => turns[2].Connections), 624, 816);
    }

    [Theory]
    [InlineData(Sampling.Bernoulli)]
    [InlineData(Sampling.Fair)]
    [InlineData(Sampling.Sandwich)]
    public void At_AnyIteration_FollowsFromSeedAndIterationAlone(Sampling sampling)
    {
        var first = Schemes(new SchemeSampler(sampling, Blocks, 0.3, 1), 40);
        // In another order, as if the training went on there.
        var resumed = Enumerable.Range(0, 40).Reverse().Select(i => new SchemeSampler(sampling, Blocks, 0.3, 1).At((ulong)i)).Reverse();
        Assert.Equal(first, resumed);
        Assert.NotEqual(first, Schemes(new SchemeSampler(sampling, Blocks, 0.3, 2), 40));
    }

    private static Scheme[] Schemes(SchemeSampler sampler, int iterations) =>
        [.. Enumerable.Range(0, iterations).Select(i => sampler.At((ulong)i))];
}
