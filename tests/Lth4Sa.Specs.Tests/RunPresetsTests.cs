using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs.Tests;

public sealed class RunPresetsTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("paper")]
    [InlineData("reference")]
    [InlineData("enas")]
    public void Preset_AnyOfThem_IsAllowedAndLeavesTheRestAlone(string name)
    {
        var spec = RunPresets.Apply(new RunSpec { Backbone = "resnet38", Seed = 7, Steps = 5, Keep = 0.25 }, name);
        Assert.Empty(RunSpecValidator.Validate(spec));
        Assert.Equal(("resnet38", 7, 5, 0.25), (spec.Backbone, spec.Seed, spec.Steps, spec.Keep));
    }

    [Fact]
    public void Preset_Paper_IsEq6And31AsPrinted()
    {
        var options = RunPresets.Apply(new RunSpec(), "paper").ToSearchOptions();
        Assert.Equal((1, Lth4Sa.Search.NeuralNetworks.OptimiserKind.Sgd, 0.05), (options.Controller.Samples, options.Controller.Optimiser, options.Controller.LearningRate));
        Assert.Null(options.Controller.BaselineDecay);
        Assert.Null(options.Replay.Clip);
        Assert.Equal((false, 0), (options.Controller.Normalise, options.Controller.Entropy));
        Assert.Equal((2, 1, 1), (options.Reward.Sparsity, options.Reward.Accuracy, options.Reward.Curiosity));
    }

    [Fact]
    public void ToSearchOptions_OfADefaultSpec_AreTheDefaultsOfTheParts()
    {
        var (fromSpec, own) = (new RunSpec().ToSearchOptions(), new Lth4Sa.Search.Strategies.SearchOptions());
        Assert.Equal(own with { Schemes = fromSpec.Schemes }, fromSpec);
    }

    [Fact]
    public void Preset_OfAnUnknownName_NamesTheKnownOnes()
    {
        var error = Assert.Single(Assert.Throws<SpecException>(() => RunPresets.Apply(new RunSpec(), "best")).Errors);
        Assert.Equal(new SpecError("preset", "best", "one of default, paper, reference, enas"), error);
    }
}
