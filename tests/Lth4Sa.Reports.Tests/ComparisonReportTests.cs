using System.Xml.Linq;
using Lth4Sa.Reports.Csv;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class ComparisonReportTests
{
    private static readonly Comparison Two = Comparison.Of(
        [
            new("ean <1>", [new(1, "10", 62, [60, 62], [0.5, 0.6], 4, 20, 0.5), new(2, "01", 61, [61, 61], [0.5], 2, 20, 0.25), new(3, "01", 63, [61, 63], [0.5], 2, 20, 0.25)]),
            new("a, b", [new(1, "11", 59, [59], [], 1, 10, 0), new(2, "11", 59, [59], [], 1, 10, 0), new(3, "11", 60, [60], [], 1, 10, 0)]),
        ],
        2, optimum: 63);

    [Fact]
    public void CompareReport_OfTwoContenders_IsSelfContainedAndWellFormed()
    {
        var body = Body(CompareReport.Write("a <table>", AccuracySource.Scratch, Two));
        Assert.Contains(AccuracySource.Scratch.Note, body.Value, StringComparison.Ordinal);
        Assert.Contains("Best reward, by stand-alone accuracy on test images", body.Value, StringComparison.Ordinal);
        Assert.Contains(body.Descendants("text"), t => t.Value == "best reward, by stand-alone accuracy");
        Assert.Equal(2, body.Descendants("svg").Count());
        // A band and a line for each contender, and for the one that has a policy.
        Assert.Equal(3, body.Descendants("polygon").Count());
        Assert.Equal(3, body.Descendants("polyline").Count());
        // scipy has p = 0.0153.
        Assert.Equal("3-0-0p=0.015", Assert.Single(body.Descendants("td"), c => c.Attribute("class")?.Value == "better").Value);
        Assert.Contains(body.Descendants("td"), c => c.Value == "ean <1>");
    }

    [Fact]
    public void CompareCsv_NamesWithCommas_AreQuoted()
    {
        var runs = CompareCsv.Runs(Two).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, runs.Length);
        Assert.Equal("ean <1>,1,10,62,1,2,4,20,0.5", runs[1]);
        Assert.StartsWith("\"a, b\",1,11,59,4,1,", runs[4], StringComparison.Ordinal);
        var curves = CompareCsv.Curves(Two).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Curve, strategy, evaluations, lower quartile, median, upper quartile.
        Assert.Contains(curves.Select(c => c.Split(',')), c => c[..3].SequenceEqual(["reward", "ean <1>", "2"]) && c[4] == "62");
        Assert.Equal(1 + (2 * 2) + 2, curves.Length);
    }

    [Fact]
    public void ComparisonJson_WrittenAndRead_IsTheSame()
    {
        var again = ComparisonJson.Read(ComparisonJson.Write(Two));
        Assert.Equal(Two.Table, again.Table);
        Assert.Equal(Two.Wins[0], again.Wins[0]);
        Assert.Equal(ComparisonJson.Write(Two), ComparisonJson.Write(again));
    }

    [Fact]
    public void CompareTable_WithoutAKnownOptimum_LeavesRegretOut()
    {
        var row = CompareTable.Rows(Comparison.Of(Two.Contenders, 2, optimum: null))[0];
        Assert.Equal(["-", "-"], row[3..5]);
        Assert.Equal(["1.000", "1/3"], CompareTable.Rows(Two)[0][3..5]);
    }

    [Fact]
    public void Outputs_OfARunThatChoseByItsLoss_HaveTheRewardOfTheSchemeThatTheyShow()
    {
        // It met a reward of 63 and chose a scheme of 61; in the other run it chose one of 60.
        var comparison = Comparison.Of(
            [new("darts", [new(1, "10", 61, [58, 63], [], 2, 20, 0), new(2, "01", 60, [64], [], 2, 20, 0)])], 2, optimum: 65);
        Assert.Equal(["darts", "10", "1", "61.000"], CompareTable.BestRows(comparison)[0]);
        Assert.Contains("\ndarts,1,10,61,4,", CompareCsv.Runs(comparison), StringComparison.Ordinal);
        Assert.Equal(["darts", "60.500"], CompareTable.Rows(comparison)[0][..2]);
    }

    private static XElement Body(string html)
    {
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        return XElement.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
    }
}
