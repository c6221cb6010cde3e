using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Specs.Tests;

/// <summary>Specs that asked for more stack, memory or time than there is.</summary>
public sealed class HostileSpecTests : IDisposable
{
    /// <summary>Far less than what was wanted, and more than what refusing takes.</summary>
    private const long Little = 16 << 20;

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("base: ", "[")]
    [InlineData("{\"base\": ", "[")]
    [InlineData("base: ", "{a: ")]
    [InlineData("base: ", "[\n")]
    [InlineData("base:\n", "- ")]
    [InlineData("", "[")]
    public void Parse_ThousandsOfLevels_IsRefusedAtTheNinth(string start, string level) => Assert.Contains(
        "nesting: more than 8 is not allowed; expected at most 8 lists and mappings in each other",
        Refused(start + string.Concat(Enumerable.Repeat(level, 50_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Parse_EightLevels_AreTheMost(int lists, bool refused) => Assert.Equal(
        refused, Refused($"base: {new string('[', lists)}{new string(']', lists)}").Message.Contains("nesting", StringComparison.Ordinal));

    [Theory]
    [InlineData("base: &a {seed: 1}", "anchor: &a is not allowed")]
    [InlineData("base: {seed: *a}", "alias: *a is not allowed")]
    [InlineData("base: {seed: !x 1}", "tag: !x is not allowed")]
    [InlineData("axes: {seed: 1, !x seed: 2}", "tag: !x is not allowed")]
    [InlineData("base: {[seed]: 1}", "key: a list or mapping is not allowed; expected a name")]
    [InlineData("base: {seed: 1, {a: b}: 1}", "key: a list or mapping is not allowed; expected a name")]
    [InlineData("? [a]\n: 1", "key: a list or mapping is not allowed; expected a name")]
    public void Parse_WhatASpecDoesNotNeed_IsRefusedWithItsLine(string text, string expected)
    {
        var refused = Refused("\n" + text);
        Assert.StartsWith("spec:2: " + expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(refused.Errors).Line);
    }

    [Theory]
    [InlineData("base: {seed: #\n}")]
    [InlineData("a: {b: 4[}")]
    public void Parse_TextOnWhichTheLibraryFails_IsAnErrorOfTheText(string text) =>
        Assert.StartsWith("spec:1: ", Refused(text).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_MillionsOfValues_AreRefused() => Assert.Contains(
        "values: more than 1,000,000 is not allowed", Refused($"points: [{string.Concat(Enumerable.Repeat("1,", 1_000_000))}]").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("axes: {seed: [1..999999, 1..999999, 1..999999, 1..999999, 1..999999, 1..999999, 1..999999, 1..999999]}", "axes: 7,999,992 combinations")]
    [InlineData("axes: {seed: 1..9223372036854775807}", "axes: 9,223,372,036,854,775,808 combinations")]
    [InlineData("axes: {seed: -9223372036854775808..9223372036854775807, steps: 1..2}", "combinations")]
    [InlineData("axes: {seed: 1..999999, steps: 1..999999, population: 1..999999, beta: []}", "combinations")]
    [InlineData("zip: [{seed: 1..9000000, steps: 1..9000000}]", "axes: 9,000,000 combinations")]
    [InlineData("axes: {seed: 1..1000000}\npoints: [{seed: -1}]", "axes: 1,000,001 runs")]
    [InlineData("axes: {seed: 1..100}\nexclude: [{seed: [0..1, 2..3]}]", null)]
    [InlineData("axes: {seed: [1, 900000000001]}\nexclude: [{seed: 2..900000000000}, {seed: 1..1}]", null)]
    public void Parse_RangesOfMillions_AreCountedBeforeTheyAreMade(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.NotEmpty(SweepFile.Parse("spec", text, SpecPaths.Local).Runs);
            return;
        }

        Assert.Contains(expected, WithLittleMemory(() => Refused(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ALongValueInManyRuns_IsRefused()
    {
        var schemes = string.Join(',', Enumerable.Repeat("101010", 10_000));
        foreach (var text in new[] { $"base: {{schemes: '{schemes}'}}\naxes: {{seed: 1..2000}}", $"axes: {{seed: 1..2000, schemes: '{schemes}'}}" })
        {
            Assert.Contains("characters of values in all runs are not allowed; expected at most 100,000,000", WithLittleMemory(() => Refused(text)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Parse_ManyRunsWithManyExclusions_AreRefused() => Assert.Contains(
        "exclude: 120,000,000 comparisons with runs are not allowed; expected at most 100,000,000",
        Refused($"axes: {{seed: 1..60000}}\nexclude: [{string.Concat(Enumerable.Repeat("{seed: 0},", 2000))}]").Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_ManyErrors_TellsTheFirstHundred()
    {
        var refused = Refused($"axes: {{{string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i}: 1, "))}}}");
        Assert.Equal(100, refused.Errors.Count);
        Assert.EndsWith("There are 5000 errors in all.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extend_ByTwoLargeRanges_IsCountedBeforeItIsMade()
    {
        var refused = WithLittleMemory(() => Assert.Throws<SpecException>(() => SweepExtension.Of(Runs(1), [("seed", "1..900000"), ("steps", "1..900000")])));
        Assert.Contains("set: 810,000,000,000 combinations of runs and values are not allowed; expected at most 1,000,000", refused.Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => SweepExtension.Of([], [("seed", "1..9000000000")]));
    }

    [Fact]
    public void Extend_ByAValueThatTheRunsDifferIn_CountsThemOnce()
    {
        var extended = SweepExtension.Of(Runs(60), [("seed", "61..120")], SpecPaths.Local, maxRuns: 60);
        Assert.Equal(Enumerable.Range(61, 60).Select(seed => (long)seed), extended.Select(run => run.Spec.Seed));
        Assert.Throws<SpecException>(() => SweepExtension.Of(Runs(60), [("seed", "61..120")], SpecPaths.Local, maxRuns: 59));
        Assert.Throws<SpecException>(() => SweepExtension.Of(Runs(31), [("steps", "1..2")], SpecPaths.Local, maxRuns: 60));
    }

    [Theory]
    [InlineData("resnet164", "count: 110,000 runs are not allowed; expected at most 100,000", "0,1,2,3,4,5,6,7,8,9,10")]
    [InlineData("resnet20", null, "0,1,2,3,4,5,6,7,8,9,10")]
    public void Fidelity_OfMoreRunsThanASweepHas_IsRefused(string backbone, string? expected, string recalibrate)
    {
        FidelitySpec Study() => FidelitySpec.Of(new RunSpec { Backbone = backbone }, FidelitySpec.MaxCount, "fair", recalibrate, elsewhere: true);
        if (expected is null)
        {
            Assert.Equal(64, Study().Schemes().Count);
        }
        else
        {
            Assert.Contains(expected, WithLittleMemory(() => Assert.Throws<SpecException>(Study)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1..50001", "seeds: 100,002 runs are not allowed; expected at most 100,000")]
    [InlineData("[1..9000000000, 1..9000000000]", "seeds: 36,000,000,000 runs are not allowed")]
    [InlineData("[1, x]", "seeds: x")]
    [InlineData("1..9000000000", "seeds: 9,000,000,000 runs are not allowed", "[]")]
    [InlineData("[1..3, 5]", null)]
    public void Compare_OfMoreRunsThanASweepHas_IsRefused(string seeds, string? expected, string strategies = "[ean, random]")
    {
        File.WriteAllText(file, $"budget: 5\nseeds: {seeds}\nstrategies: {strategies}\n");
        if (expected is null)
        {
            Assert.Equal([1, 2, 3, 5], CompareSpec.Read(file, budget: null).Seeds);
        }
        else
        {
            Assert.Contains(expected, WithLittleMemory(() => Assert.Throws<SpecException>(() => CompareSpec.Read(file, budget: null))).Message, StringComparison.Ordinal);
        }
    }

    private static SweepRun[] Runs(int count) => [.. Enumerable.Range(1, count).Select(seed => new SweepRun($"seed={seed}", SpecOptions.Complete(new RunSpec { Seed = seed }), []))];

    private static SpecException Refused(string text) => Assert.Throws<SpecException>(() => SweepFile.Parse("spec", text, SpecPaths.Local));

    private static T WithLittleMemory<T>(Func<T> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Little);
        return result;
    }
}
