using System.Globalization;
using System.Xml.Linq;
using Lth4Sa.Reports.Figures;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class StatisticsReportTests
{
    private static readonly Dictionary<Scheme, double> Accuracies = Enumerable.Range(0, 16)
        .Select(bits => new Scheme((ulong)bits, 4)).ToDictionary(s => s, s => 60 + (s.Bits * 7 % 11 / 2.0));

    private static readonly LandscapeStatistics Landscape = LandscapeStatistics.Of(Accuracies);

    public static TheoryData<string, string> Sources => new()
    {
        { "supernet", "supernet accuracy" },
        { "scratch", "stand-alone accuracy" },
        { "synthetic", "synthetic accuracy" },
        { "unknown", "accuracy of unstated source" },
    };

    [Fact]
    public void StatisticsReport_OfALandscape_IsSelfContainedAndWellFormed()
    {
        var body = Body(StatisticsReport.Write("a <table>", AccuracySource.Supernet, Landscape, Of(s => s.Connections + 70)));
        Assert.Equal(3, body.Descendants("svg").Count());
        Assert.Equal(5, body.Descendants("polygon").Count());
        Assert.Equal(16, body.Descendants("circle").Count(c => c.Element("title") is not null));
        var facts = body.Descendants("tr").Where(r => r.Elements("td").Count() == 2)
            .ToDictionary(r => r.Elements().First().Value, r => r.Elements().Last().Value);
        Assert.Equal("supernet accuracy, validation images (%)", facts["x"]);
        Assert.Matches(@"^-?0[.]\d{3}, 95 % interval -?0[.]\d{3} to -?0[.]\d{3}$", facts["Spearman's rho"]);
        Assert.Contains("10,000 resamples of the pairs", body.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void StatisticsReport_OfEverySource_SaysItInTitlesTablesAndFigures(string name, string label)
    {
        var source = name == "unknown" ? AccuracySource.Unknown : AccuracySource.Registry.Get(name);
        var body = Body(StatisticsReport.Write("table", source, Landscape, null));
        Assert.Equal($"Statistics of table: {source.Title}", body.Element("h1")!.Value);
        Assert.StartsWith(label, source.Title, StringComparison.Ordinal);
        Assert.Contains(source.Note, body.Value, StringComparison.Ordinal);
        // Each figure by its heading, its name and a text of its own; each table by its caption or a row.
        var figures = body.Elements("figure").ToArray();
        Assert.Equal(2, figures.Length);
        Assert.All(figures, figure =>
        {
            Assert.Contains(label, figure.Element("h2")!.Value, StringComparison.OrdinalIgnoreCase);
            var svg = figure.Element("svg")!;
            Assert.Contains(label, svg.Attribute("aria-label")!.Value, StringComparison.Ordinal);
            Assert.Contains(svg.Elements("text"), t => t.Value.Contains(label, StringComparison.Ordinal));
        });
        Assert.All(body.Elements("table"), t => Assert.Contains(label, t.Value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void StatisticsReport_ColumnThatIsConstant_SaysThatNoCorrelationIsDefined()
    {
        var body = Body(StatisticsReport.Write("table", AccuracySource.Unknown, Landscape, Of(_ => 5)));
        Assert.Contains("No correlation is defined: column alone is the same for every scheme.", body.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void FidelityTable_OfTheCoefficients_ShowsThemWithTheirIntervals()
    {
        var statistics = Of(s => s.Connections + 70) with
        {
            Pearson = new(0.71, 0.5, 0.8504), Kendall = new(0.5, null, null), Spearman = new(null, null, null), Skipped = 1234,
            Line = new(0.5, -3), Top = [new(1, 1, 0.1), new(5, 2, 1.6)],
        };
        var facts = FidelityTable.Facts(statistics).ToDictionary();
        Assert.Equal("0.710, 95 % interval 0.500 to 0.850", facts["Pearson's r"]);
        Assert.Equal("0.500, without an interval: no resample defines it", facts["Kendall's tau-b"]);
        Assert.Equal("undefined", facts["Spearman's rho"]);
        Assert.Equal("y = 0.5 x - 3", facts["Line of least squares"]);
        Assert.Equal("yes", facts["Best by x is best by y"]);
        Assert.Equal("2; by chance 1.6", facts["Best 5 by x among the best 5 by y"]);
        Assert.Contains("1,234 of them were skipped", FidelityTable.Note(statistics), StringComparison.Ordinal);
    }

    [Fact]
    public void Scatter_OfSchemes_HasAPointForEachInsideItsAxesAndTitlesFromTheColumns()
    {
        var svg = XElement.Parse(FidelityFigures.Scatter(Of(s => 1e6 - s.Bits)).ToSvg());
        var points = svg.Elements("circle").Where(c => c.Element("title") is not null).ToArray();
        Assert.Equal(16, points.Length);
        Assert.All(points, p => Assert.InRange(Number(p, "cx"), 64, Figure.Width - 16));
        Assert.Contains(points, p => p.Value.StartsWith("0110, 2 connected: ", StringComparison.Ordinal));
        // Violet for none, light green for all, and a legend for the first, the middle and the last.
        Assert.Equal("#440154", points.Single(p => p.Value.StartsWith("0000", StringComparison.Ordinal)).Attribute("fill")!.Value);
        Assert.Equal("#7ad151", points.Single(p => p.Value.StartsWith("1111", StringComparison.Ordinal)).Attribute("fill")!.Value);
        var texts = svg.Elements("text").Select(t => t.Value).ToArray();
        Assert.All(
            ["0 connected", "2 connected", "4 connected", "supernet accuracy, validation images (%)", "column alone"],
            text => Assert.Contains(text, texts));
        Assert.Single(svg.Elements("polyline"), l => l.Value.StartsWith("least squares: y = ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1e15, -1e15)]
    [InlineData(5, 5)]
    [InlineData(0, double.Epsilon)]
    [InlineData(0, 1e-90)]
    [InlineData(1e15, 999_999_999_999_999.9)]
    public void Scatter_OfAnyNumbersOfATable_IsDrawn(double even, double odd) =>
        Assert.DoesNotContain(
            "NaN", FidelityFigures.Scatter(Of(s => s.Connections % 2 == 0 ? even : odd)).ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void Scatter_OfManySchemes_DrawsSomeOfThem()
    {
        var pairs = new PairedColumns("x", "y", [.. Enumerable.Range(0, 10_000).Select(i => new PairedScheme(new((ulong)i, 14), i % 97, i))]);
        var none = new CorrelationEstimate(null, null, null);
        var svg = XElement.Parse(
            FidelityFigures.Scatter(new FidelityStatistics(pairs, none, none, none, 0, 0, "", null, [])).ToSvg());
        Assert.Equal(4096, svg.Elements("circle").Count(c => c.Element("title") is not null));
    }

    private static FidelityStatistics Of(Func<Scheme, double> alone) => FidelityStatistics.Of(
        new PairedColumns(
            AccuracySource.Supernet.Axis, "column alone",
            [.. Accuracies.Select(e => new PairedScheme(e.Key, e.Value, alone(e.Key)))]),
        seed: 1);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static XElement Body(string html)
    {
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        return XElement.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
    }
}
