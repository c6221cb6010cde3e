using System.Text.Json;
using System.Xml.Linq;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Reports.Tests;

public sealed class ReportTests
{
    private static readonly RunResult Result = new(
        "run", "supernet", "net", "synthetic", "resnet11", "se", "full", 0.5, "ean", 1, 3, 2,
        new Candidate(Scheme.Parse("100"), 61.5, 60),
        [new Candidate(Scheme.Parse("100"), 61.5, 60)],
        [
            new NetworkResult("original", "000", 1000, 70.5, 0, null, new(10, 9.5, 11, 40, 2)),
            new NetworkResult("full-sa", "111", 1300, 71, 30.25, null, new(13.025, 12, 14, 40, 2)),
            new NetworkResult("ean-1", "100", 1100, 72.125, 10, true, new(11, 10, 12, 40, 2)),
        ],
        new Ledger(6, 3, 300, 1.5),
        new string('a', 64));

    private static readonly SearchStep[] Steps =
    [
        new(1, [Scheme.Parse("100"), Scheme.Parse("010")], [60, 50], [61.5, 51.5], 0.5, [0.5, 0.5, 0.5]),
        new(2, [Scheme.Parse("100"), Scheme.Parse("111")], [60, 55], [61.5, 55], 0.6, [0.6, 0.4, 0.45]),
    ];

    [Fact]
    public void ResultJson_Fields_HaveTheDocumentedNames()
    {
        using var json = JsonDocument.Parse(ResultJson.Write(Result));
        var root = json.RootElement;
        foreach (var name in new[] { "run", "dataset", "backbone", "module", "sharing", "beta", "strategy", "seed", "blocks", "steps", "best", "candidates", "networks", "ledger", "chain" })
        {
            Assert.True(root.TryGetProperty(name, out _), name);
        }

        Assert.Equal(["scheme", "reward", "accuracy", "sparsity"], root.GetProperty("best").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["name", "scheme", "parameters", "accuracy", "timeIncrement", "ticket", "time"], root.GetProperty("networks")[2].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["requested", "unique", "images", "deviceSeconds"], root.GetProperty("ledger").EnumerateObject().Select(p => p.Name));
        Assert.Equal(Result.Networks[2], ResultJson.Read(ResultJson.Write(Result)).Networks[2]);
    }

    [Fact]
    public void Candidates_WithValidationLosses_ShowThem()
    {
        Candidate[] measured = [new(Scheme.Parse("100"), 61.5, 60, 1.23456), new(Scheme.Parse("010"), 61.5, 60)];
        Assert.Equal("Val. loss", ResultTable.CandidateColumns(Result, measured)[^1]);
        Assert.Equal(["1.2346", "-"], ResultTable.Candidates(measured).Select(row => row[^1]));
        var darts = Result with { Best = measured[0], Candidates = measured, Networks = [] };
        Assert.Contains(", validation loss 1.2346. No network", ResultTable.Verdict(darts), StringComparison.Ordinal);
        var written = ResultJson.Write(darts);
        Assert.Contains("\"validationLoss\": 1.23456", written, StringComparison.Ordinal);
        Assert.Equal(darts.Candidates, ResultJson.Read(written).Candidates);

        Assert.DoesNotContain("Val. loss", ResultTable.CandidateColumns(Result, Result.Candidates));
        Assert.All(ResultTable.Candidates(Result.Candidates), row => Assert.Equal(5, row.Length));
    }

    [Fact]
    public void Verdict_WithATicket_NamesItAndTheFullNetwork()
    {
        Assert.StartsWith("Ticket found: 100 (ean-1) has 72.12 % against 71.00 %", ResultTable.Verdict(Result), StringComparison.Ordinal);
        var without = Result with { Networks = [.. Result.Networks.Select(n => n with { Ticket = n.Ticket is null ? null : false })] };
        Assert.StartsWith("No ticket found", ResultTable.Verdict(without), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_WithoutNetworks_SaysWhoseAccuracyItIs()
    {
        var search = Result with { Networks = [] };
        Assert.Contains("supernet accuracy on validation images 60.00 %", ResultTable.Verdict(search), StringComparison.Ordinal);
        Assert.Equal("Supernet val. acc. (%)", ResultTable.CandidateColumns(search, search.Candidates)[3]);
        Assert.Contains("the supernet&#x27;s, on validation images", HtmlReport.Write(search, Steps), StringComparison.Ordinal);
        var table = search with { Supernet = null, Evaluator = "table:a.csv" };
        Assert.Contains("accuracy in the table 60.00 %", ResultTable.Verdict(table), StringComparison.Ordinal);
        Assert.Equal("Table's acc. (%)", ResultTable.CandidateColumns(table, table.Candidates)[3]);
    }

    [Fact]
    public void HtmlReport_OfARun_IsSelfContainedAndWellFormed()
    {
        var html = HtmlReport.Write(Result, Steps);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var body = XElement.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
        Assert.Equal(3, body.Descendants("svg").Count());
        // Three blocks times two steps.
        Assert.Equal(6, body.Descendants("rect").Count());
        Assert.Equal(["mean", "best"], body.Descendants("svg").First().Descendants("polyline").Select(l => l.Element("title")!.Value));
        Assert.Equal("100", body.Descendants("tr").Single(r => r.Attribute("class")?.Value == "ticket").Elements().ElementAt(1).Value);
    }

    [Fact]
    public void HtmlReport_NamesWithMarkup_AreEscaped() =>
        Assert.Contains("&lt;b&gt;", HtmlReport.Write(Result with { Dataset = "<b>" }, Steps), StringComparison.Ordinal);
}
