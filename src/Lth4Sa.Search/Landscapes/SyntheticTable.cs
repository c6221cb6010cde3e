using System.Globalization;
using System.Text;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Landscapes;

/// <summary>A <see cref="SyntheticLandscape"/> as the text of an <see cref="EvaluationTable"/>.</summary>
public static class SyntheticTable
{
    /// <param name="family">A name of <see cref="SyntheticLandscape.Registry"/>.</param>
    /// <param name="rows">Schemes, drawn at random without repetition; null is every scheme.</param>
    public static string Write(string family, int blocks, int? rows, ulong seed)
    {
        var landscape = SyntheticLandscape.Registry.Get(family)(blocks, seed);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"# {family}, {blocks} blocks, seed {seed}; hidden scheme {landscape.Optimum}\n" +
            $"{EvaluationTable.SchemeColumn},{EvaluationTable.AccuracyColumn}\n");
        foreach (var scheme in Schemes(blocks, rows, seed))
        {
            text.Append(CultureInfo.InvariantCulture, $"{scheme},{landscape.Accuracy(scheme):R}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Scheme> Schemes(int blocks, int? rows, ulong seed)
    {
        if (rows is not { } wanted || wanted == Math.Pow(2, blocks))
        {
            return Enumerable.Range(0, 1 << blocks).Select(bits => new Scheme((ulong)bits, blocks));
        }

        return RandomSchemes.Distinct(blocks, wanted, seed, RandomStream.LandscapeRows);
    }
}
