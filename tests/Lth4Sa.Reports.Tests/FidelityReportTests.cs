using System.Text.Json;
using Lth4Sa.Reports.Csv;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class FidelityReportTests
{
    private static readonly FidelityStudy Study = FidelityStudy.Of(
        ["bernoulli", "fair recalibrate=512"],
        [
            new(Scheme.Parse("000"), [10, 40], 60),
            new(Scheme.Parse("010"), [20, 30], 70),
            new(Scheme.Parse("110"), [30, 20], 80),
            new(Scheme.Parse("111"), [40, 10.5], 90.25),
        ],
        "supernet accuracy (%)", "stand-alone accuracy (%)", seed: 1);

    [Fact]
    public void Rows_OfTwoSupernets_HaveTheCorrelationsOfEach()
    {
        var rows = FidelityStudyTable.Rows(Study);
        Assert.Equal(["bernoulli", "fair recalibrate=512"], rows.Select(r => r[0]));
        Assert.All(rows, row => Assert.Equal("4", row[1]));
        Assert.StartsWith("1.000 [", rows[0][3], StringComparison.Ordinal);
        Assert.StartsWith("-1.000 [", rows[1][4], StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_OfTwoSupernets_HasAColumnForEach() => Assert.Equal(
        [
            "# accuracies: scratch, test images; resnet11 se",
            "scheme,connections,supernet bernoulli,supernet fair recalibrate=512,accuracy",
            "000,0,10,40,60", "010,1,20,30,70", "110,2,30,20,80", "111,3,40,10.5,90.25",
        ],
        FidelityCsv.Write("resnet11 se", Study).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Json_OfTwoSupernets_HasTheStatisticsOfEach()
    {
        var root = JsonDocument.Parse(FidelityJson.Write("resnet11 se", Study)).RootElement;
        Assert.Equal(
            [1.0, -1.0],
            root.GetProperty("supernets").EnumerateArray().Select(s => s.GetProperty("statistics").GetProperty("kendall").GetProperty("value").GetDouble()));
        Assert.Equal("110", root.GetProperty("schemes")[2].GetProperty("scheme").GetString());
    }

    [Fact]
    public void Page_OfTwoSupernets_HasAScatterPlotForEach()
    {
        var page = FidelityReport.Write("resnet11 se", Study);
        Assert.Equal(3, page.Split("<svg").Length);
        Assert.Contains("fair recalibrate=512", page, StringComparison.Ordinal);
    }
}
