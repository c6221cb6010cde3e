using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Specs.Tests;

public sealed class FidelitySpecTests
{
    private static readonly DataFacts Facts = new(10, 1, 1, 1, 32, "hash");

    [Fact]
    public void ToSweep_OfTwoVariantsOfSupernets_SharesEveryNetworkFromScratch()
    {
        var study = Study(new RunSpec { Seed = 5, TrainEpochs = 2 }, 6, "bernoulli,sandwich", "0");
        var text = study.ToSweep(atATime: 3);
        var plan = SweepFile.Parse(text.Name, text.Text, SpecPaths.Local);
        var specs = Array.ConvertAll(plan.Runs, r => r.Spec);
        Assert.Equal((12, 3), (specs.Length, plan.Options.AtATime));
        Assert.All(specs, s => Assert.Equal(("list", 1, 1, 5L, 2), (s.Strategy, s.SearchSteps(), s.Candidates, s.SupernetSeed, s.TrainEpochs)));
        Assert.Equal(2, specs.Select(s => s.ToSupernet(Facts).SupernetId()).Distinct().Count());
        Assert.Equal(6, specs.Select(s => s.ToNetwork(Facts.Hash, s.Schemes!).NetworkId()).Distinct().Count());
        Assert.Single(specs.Select(s => s.ToNetwork(Facts.Hash, Scheme.AllOff(6).ToString()).NetworkId()).Distinct());
        Assert.Single(specs.Select(s => s.ToNetwork(Facts.Hash, Scheme.AllOn(6).ToString()).NetworkId()).Distinct());
    }

    [Fact]
    public void Variants_OfTwoLists_AreEachCombinationOnce() => Assert.Equal(
        ["fair", "fair recalibrate=512", "bernoulli", "bernoulli recalibrate=512"],
        Study(new RunSpec(), 4, "fair,bernoulli,fair", "0,512").Variants().Select(v => v.Name));

    [Fact]
    public void Schemes_OfABackboneWithFewer_AreAllOfThem() =>
        Assert.Equal(8, Study(new RunSpec { Backbone = "resnet11" }, 42, "bernoulli", "0").Schemes().Count);

    [Theory]
    [InlineData("count: 1 is not allowed; expected 2 to 10000", 1, "bernoulli", "0", "resnet20")]
    [InlineData("count: 10001 is not allowed; expected 2 to 10000", 10001, "bernoulli", "0", "resnet164")]
    [InlineData("sampling: often is not allowed; expected one of bernoulli, fair, sandwich", 4, "fair,often", "0", "resnet20")]
    [InlineData("recalibrate: -1 is not allowed", 4, "fair", "0,-1", "resnet20")]
    [InlineData("recalibrate: some is not allowed; expected a whole number", 4, "fair", "some", "resnet20")]
    [InlineData("backbone: vgg is not allowed", 4, "fair", "0", "vgg")]
    public void Of_BadInput_NamesTheFieldAndWhatIsAllowed(string expected, int count, string sampling, string recalibrate, string backbone)
    {
        var error = Assert.Throws<SpecException>(() => Study(new RunSpec { Backbone = backbone }, count, sampling, recalibrate));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static FidelitySpec Study(RunSpec given, int count, string sampling, string recalibrate) =>
        FidelitySpec.Of(given, count, sampling, recalibrate, elsewhere: false);
}
