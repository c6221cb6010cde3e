using Lth4Sa.Reports.Csv;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tests;

public sealed class CsvTests
{
    private static readonly Comparison One = Comparison.Of(
        [new("say \"hi\",\nthen go ", [new(1, "10", 62.1, [60, 62.1], [0.5], 4, 20, 0.1), new(2, "01", 1.0 / 3, [1e-7, 1.0 / 3], [0.25], 2, 30, 1e21)])],
        2, optimum: 63);

    [Fact]
    public void CompareCsv_Runs_IsTheSameTextByteForByte() => Assert.Equal(
        "strategy,seed,best_scheme,best_reward,regret,unique,requested,images,device_seconds\n"
        + "\"say \"\"hi\"\",\nthen go \",1,10,62.1,0.8999999999999986,2,4,20,0.1\n"
        + "\"say \"\"hi\"\",\nthen go \",2,01,0.3333333333333333,62.666666666666664,2,2,30,1E+21\n",
        CompareCsv.Runs(One));

    [Fact]
    public void CompareCsv_RunsWithoutAKnownOptimum_HaveAnEmptyRegret() =>
        Assert.Contains(",1,10,62.1,,2,4,20,0.1\n", CompareCsv.Runs(One with { Optimum = null }), StringComparison.Ordinal);

    [Fact]
    public void CompareCsv_Curves_IsTheSameTextByteForByte()
    {
        var band = new Band(" a ", [1, 7], [0.5, double.NaN], [0.1, 1e-7], [2, 1234567.25]);
        Assert.Equal(
            "curve,strategy,x,lower_quartile,median,upper_quartile\n"
            + "reward, a ,1,0.5,0.1,2\nreward, a ,7,,1E-07,1234567.25\n"
            + "p_bar, a ,1,0.5,0.1,2\np_bar, a ,7,,1E-07,1234567.25\n",
            CompareCsv.Curves(One with { Curves = [band], PBars = [band] }));
    }

    [Fact]
    public void LandscapeCsv_Rows_AreTheSameTextByteForByteAndReadBack()
    {
        var text = LandscapeCsv.Write(AccuracySource.Supernet, "resnet20 se full on cifar10, beta 0.5, seed 1",
            [new(Scheme.Parse("01"), 100.0 / 3, 600, 1234, 5_000_000_000), new(Scheme.Parse("11"), 50, 600, 1300, 5_000_000_001)]);
        Assert.Equal(
            "# accuracies: supernet, validation images; resnet20 se full on cifar10, beta 0.5, seed 1\nscheme,accuracy,correct,total,parameters,multiplyAdds\n"
            + "01,33.333333333333336,200,600,1234,5000000000\n11,50,300,600,1300,5000000001\n",
            text);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            Assert.Equal(100.0 / 3, EvaluationTable.Read(file).Accuracies[Scheme.Parse("01")]);
            Assert.Equal(AccuracySource.Supernet, EvaluationTable.Read(file).Source);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
