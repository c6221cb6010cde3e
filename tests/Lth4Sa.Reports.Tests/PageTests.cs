using Bunit;
using Lth4Sa.Reports.Figures;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class PageTests : BunitContext
{
    [Fact]
    public void DataTable_CellsWithMarkup_AreText()
    {
        var table = Render<DataTable>(p => p
            .Add(t => t.Columns, ["<i>"]).Add(t => t.Rows, [["<b>x</b>"], ["yes"]]).Add(t => t.Marked, row => row[0] == "yes"));
        Assert.Equal("<i>", table.Find("th").TextContent);
        Assert.Equal("<b>x</b>", table.Find("td").TextContent);
        Assert.Equal("yes", table.Find("tr.ticket").TextContent);
        Assert.Empty(table.FindAll("table.numbers"));
    }

    [Fact]
    public void DataTable_OfNumbers_SaysSo()
    {
        var table = Render<DataTable>(p => p.Add(t => t.Columns, []).Add(t => t.Rows, []).Add(t => t.IsNumbers, true));
        Assert.Single(table.FindAll("table.numbers"));
    }

    [Fact]
    public void FigureView_WithoutANote_HasNone()
    {
        var figure = TrainingFigures.Losses([1, 0.5]);
        var view = Render<FigureView>(p => p.Add(v => v.Title, "<loss>").Add(v => v.Figure, figure));
        Assert.Equal("<loss>", view.Find("figure > h2").TextContent);
        Assert.Equal("Training loss over the epochs", view.Find("figure > svg").GetAttribute("aria-label"));
        Assert.Empty(view.FindAll("figcaption"));
        var noted = Render<FigureView>(p => p.Add(v => v.Title, "").Add(v => v.Figure, figure).AddChildContent("a note"));
        Assert.Equal("a note", noted.Find("figcaption").TextContent);
    }

    [Fact]
    public void WinsTable_BetterByChance_IsNotMarked()
    {
        var comparison = Comparison.Of(
            [
                new("a", [Run(1, 62), Run(2, 60), Run(3, 61)]),
                new("b", [Run(1, 61), Run(2, 61), Run(3, 60)]),
                new("c", [Run(1, 50), Run(2, 48.5), Run(3, 49)]),
            ],
            1, optimum: null);
        var rows = Render<WinsTable>(p => p.Add(t => t.Comparison, comparison)).FindAll("tbody tr");
        Assert.Equal(["a", "-", "2-0-1p=", "3-0-0p="], rows[0].Children.Select(c => c.TextContent[..Math.Min(7, c.TextContent.Length)]));
        Assert.Equal([null, null, null, "better"], rows[0].Children.Select(c => c.GetAttribute("class")));
        Assert.Equal([null, null, null, null], rows[2].Children.Select(c => c.GetAttribute("class")));
    }

    [Fact]
    public void TrainingReport_OfTheSameData_IsTheSameFileWithEverythingEncoded()
    {
        var page = Write();
        Assert.Equal(page, Write());
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;net&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<td>&lt;/td&gt;&lt;script&gt;</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);

        static string Write() => TrainingReport.Write("<net>", [("Data", "</td><script>")], [1, 0.5], [40, 50]);
    }

    private static ContenderRun Run(long seed, double reward) => new(seed, "1", reward, [reward], [], 1, 0, 0);
}
