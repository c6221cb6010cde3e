using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
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
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        csv.WriteComment(FormattableString.Invariant(
            $" {AccuracySource.Synthetic.Comment}; {family}, {blocks} blocks, seed {seed}; hidden scheme {landscape.Optimum}"));
        csv.NextRecord();
        Row(EvaluationTable.SchemeColumn, EvaluationTable.AccuracyColumn);
        foreach (var scheme in Schemes(blocks, rows, seed))
        {
            Row(scheme.ToString(), landscape.Accuracy(scheme));
        }

        csv.Flush();
        return text.ToString();

        void Row<T>(string scheme, T accuracy)
        {
            csv.WriteField(scheme);
            csv.WriteField(accuracy);
            csv.NextRecord();
        }
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
