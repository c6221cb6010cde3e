using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Specs.Tests;

public sealed class CompareSpecTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void ToSweep_OptionsThatSomeStrategiesLack_AreThoseOfEachStrategy()
    {
        var spec = Read("strategies: [{strategy: list, schemes: '101010,111111'}, {strategy: l1, keep: 0.25}, ean]");
        var text = spec.ToSweep(atATime: 2);
        Assert.Equal(
            [("list", "101010,111111", null), ("l1", null, 0.25), ("ean", null, null)],
            SweepFile.Parse(text.Name, text.Text, SpecPaths.Local).Runs.Select(r => (r.Spec.Strategy, r.Spec.Schemes, r.Spec.Keep)));
    }

    [Fact]
    public void Read_SchemesForAllStrategies_AreRefusedForThoseThatTakeNone() => Assert.Contains(
        "ean: schemes: 101010 is not allowed; expected none with the strategy ean",
        Assert.Throws<SpecException>(() => Read("schemes: '101010'\nstrategies: [list, ean]")).Message, StringComparison.Ordinal);

    private CompareSpec Read(string text)
    {
        File.WriteAllText(file, $"budget: 5\nseeds: [1]\n{text}\n");
        return CompareSpec.Read(file, budget: null);
    }
}
