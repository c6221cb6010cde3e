using System.Globalization;
using Lth4Sa.Search;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What is asked of an evaluator: the schemes of each step. What was asked before need not be evaluated again.</summary>
internal sealed record SchemeRequests(string Name, IReadOnlyList<string[]> Steps)
{
    public string[] Requests { get; } = [.. Steps.SelectMany(s => s)];

    /// <summary>The sets by name; each is made for a number of blocks, of schemes, and of steps.</summary>
    public static Registry<Func<int, int, int, SchemeRequests>> Registry { get; } = new("set",
        ("slice", (blocks, schemes, _) => Slice(blocks, schemes)),
        ("random", (blocks, schemes, _) => new("random", [Random(blocks, schemes)])),
        ("search", (blocks, _, steps) => Search(blocks, steps)));

    // The first blocks as in one random scheme, the last ones in every combination.
    private static SchemeRequests Slice(int blocks, int schemes)
    {
        var free = (int)Math.Log2(schemes);
        var prefix = Random(blocks, 1)[0][..(blocks - free)];
        return new(
            string.Create(CultureInfo.InvariantCulture, $"the last {free} blocks free"),
            [[.. Enumerable.Range(0, 1 << free).Select(i => prefix + Convert.ToString(i, 2).PadLeft(free, '0'))]]);
    }

    private static string[] Random(int blocks, int schemes) =>
        [.. RandomSchemes.Distinct(blocks, schemes, 1, RandomStream.SupernetScheme).Select(s => s.ToString())];

    // EAN with its defaults, on accuracies of a formula: what it asks for narrows as it does on a supernet.
    private static SchemeRequests Search(int blocks, int steps)
    {
        var landscape = SyntheticLandscape.Registry.Get("pairwise")(blocks, 1);
        var setup = new StrategySetup("ean", [blocks], steps, 1, new SearchOptions());
        var search = new LocalSearch(setup, null, landscape.Accuracy);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{steps} steps of EAN"),
            [.. search.Run().Select(step => Array.ConvertAll(step.Schemes, s => s.ToString()))]);
    }
}
