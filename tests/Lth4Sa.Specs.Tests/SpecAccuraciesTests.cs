using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.Specs.Tests;

public sealed class SpecAccuraciesTests
{
    [Fact]
    public void Accuracies_OfASupernetAndOfTables_AreWhoseTheyAre()
    {
        Assert.Equal(AccuracySource.Supernet, new RunSpec().Accuracies());
        var table = Path.GetTempFileName();
        try
        {
            var spec = new RunSpec { Evaluator = "table:" + table };
            File.WriteAllText(table, "scheme,accuracy\n01,50\n");
            Assert.Equal(AccuracySource.Unknown, spec.Accuracies());
            File.WriteAllText(table, "# accuracies: scratch, test images\nscheme,accuracy\n01,50\n");
            Assert.Equal(AccuracySource.Scratch, spec.Accuracies());
            File.Delete(table);
            Assert.Equal(AccuracySource.Elsewhere, spec.Accuracies());
        }
        finally
        {
            File.Delete(table);
        }
    }
}
