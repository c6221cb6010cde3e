using System.Globalization;
using System.Xml.Linq;
using Lth4Sa.Reports.Figures;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class FigureTests
{
    /// <summary>A range that evenly spaced numbers from end to end would label 57.2, 63.9, 70.7, ....</summary>
    private static readonly SearchStep[] Steps =
    [
        .. Enumerable.Range(1, 300).Select(i => new SearchStep(
            i, [Scheme.Parse("10")], [60], [58.5 + (i * 7 % 250 / 10.1)], 0.5 + (i / 900.0), [0.5 + (i / 600.0), 0.5 - (i / 600.0)])),
    ];

    private static readonly string[] Hostile =
        ["<script>alert(1)</script>", "a & \"b\" 'c'", "x_{2}^{3}", "tab\tnull\0bell\a", "\ud800 alone", "重み 🎟"];

    [Fact]
    public void LineFigure_AxisLabels_AreRoundNumbers()
    {
        var labels = Labels(RunFigures.Rewards(Steps));
        Assert.Equal(["60", "65", "70", "75", "80"], labels.Where(l => l.X < 100).Select(l => l.Text).Where(IsNumber).Order());
        Assert.Equal(["50", "100", "150", "200", "250", "300"], labels.Where(l => l.X >= 100).Select(l => l.Text).Where(IsNumber));
    }

    [Fact]
    public void LineFigure_OfFewSteps_LabelsWholeStepsOnly() => Assert.All(
        Labels(RunFigures.Rewards(Steps[..3])).Where(l => l.X >= 100 && IsNumber(l.Text)),
        label => Assert.Equal(0, double.Parse(label.Text, CultureInfo.InvariantCulture) % 1));

    [Fact]
    public void HeatMap_OfManyBlocks_LabelsEveryBlockAndKeepsTheColumnsFew()
    {
        var step = new SearchStep(1, [Scheme.Parse("1")], [60], [60], 0.5, [.. Enumerable.Range(0, 54).Select(i => i / 53.0)]);
        var svg = Svg(RunFigures.Probabilities([.. Enumerable.Repeat(step, 500)])!);
        Assert.Equal(54 * 240, svg.Descendants("rect").Count());
        var labels = svg.Elements("text").Where(t => Number(t, "x") < 100).Select(t => t.Value).Where(IsNumber);
        Assert.Equal(Enumerable.Range(1, 54).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(), labels.Order());
        Assert.Equal("block 54, step 498: 1.000", svg.Descendants("rect").Last().Value);
        var colours = svg.Descendants("rect").Select(r => r.Attribute("fill")!.Value).ToArray();
        Assert.Equal(["#2166ac", "#b2182b"], [colours[0], colours[^1]]);
    }

    [Fact]
    public void Figure_OfTheSameData_IsTheSameText()
    {
        Assert.Equal(RunFigures.Rewards(Steps).ToSvg(), RunFigures.Rewards([.. Steps]).ToSvg());
        Assert.Equal(RunFigures.Probabilities(Steps)!.ToSvg(), RunFigures.Probabilities([.. Steps])!.ToSvg());
        var twice = RunFigures.PBar(Steps)!;
        Assert.Equal(twice.ToSvg(), twice.ToSvg());
    }

    [Fact]
    public void BandFigure_HostileNames_AreShownAsTheyAreAndMakeNoMarkup()
    {
        var svg = Svg(ComparisonFigures.Rewards(AccuracySource.Supernet, Compare(Hostile)));
        var texts = svg.Elements("text").Select(t => t.Value.Replace("\u200b", "", StringComparison.Ordinal)).ToArray();
        string[] shown = [.. Hostile[..3], "tab\ufffdnull\ufffdbell\ufffd", "\ufffd alone", Hostile[5]];
        Assert.All(shown, name => Assert.Contains(name, texts));
        Assert.Equal(["line", "polygon", "polyline", "text", "title"], svg.Descendants().Select(e => e.Name.LocalName).Distinct().Order());
    }

    [Fact]
    public void BandFigure_Legend_StaysInsideTheFigureAndItsEntriesApart()
    {
        string[] names = [.. Enumerable.Range(1, 14).Select(i => $"strategy with a longer name {i}")];
        var svg = Svg(ComparisonFigures.Rewards(AccuracySource.Supernet, Compare(names)));
        var height = double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture);
        var entries = svg.Elements("text").Where(t => names.Contains(t.Value))
            .Select(t => (X: Number(t, "x"), Y: Number(t, "y"))).ToArray();
        Assert.Equal(names.Length, entries.Length);
        Assert.All(entries, e => Assert.InRange(e.Y, 250, height));
        Assert.All(entries, e => Assert.InRange(e.X, 0, Figure.Width - 150));
        Assert.All(
            entries.GroupBy(e => e.Y).SelectMany(row => row.Select(e => e.X).Order().Pairwise()),
            pair => Assert.True(pair.Right - pair.Left > 150));
    }

    [Fact]
    public void LineFigure_OfOneValue_IsADot() => Assert.Single(Svg(TrainingFigures.Losses([0.5])).Elements("circle"));

    [Fact]
    public void LineFigure_ValuesThatAreNotFinite_AreGaps() =>
        Assert.Equal(2, Svg(TrainingFigures.Losses([1, 0.9, double.NaN, 0.7, 0.6])).Elements("polyline").Count());

    [Fact]
    public void StatisticsFigures_OfATable_NameTheFullAndTheOriginalNetwork()
    {
        var one = Distribution.Of([70.5, 71, 72])!;
        var statistics = new LandscapeStatistics(
            2, 3, 72, 70.5, 72, 0, 0, TicketScore: null, BadScore: null,
            new Dictionary<int, Distribution> { [0] = one, [2] = one });
        var lines = Svg(StatisticsFigures.Accuracies(AccuracySource.Supernet, statistics)).Elements("polyline")
            .Where(l => l.Value.EndsWith("network", StringComparison.Ordinal));
        Assert.Equal(
            [("full network", true), ("original network", false)],
            lines.Select(l => (l.Value, l.Attribute("stroke-dasharray") is not null)));
        Assert.Null(StatisticsFigures.Scores(AccuracySource.Supernet, statistics));
    }

    private static Comparison Compare(string[] names) => Comparison.Of(
        [.. names.Select(name => new Contender(name, [new(1, "10", 62, [60, 62], [], 2, 0, 0), new(2, "01", 63, [61, 63], [], 2, 0, 0)]))],
        2, optimum: null);

    private static (double X, string Text)[] Labels(Figure figure) =>
        [.. Svg(figure).Elements("text").Select(t => (Number(t, "x"), t.Value))];

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static XElement Svg(Figure figure) => XElement.Parse(figure.ToSvg());
}
