using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Specs.Tests;

public sealed class ForkSpecTests
{
    private static readonly RunSpec Origin = new() { Steps = 50, Seed = 3 };

    [Fact]
    public void Of_SettingsOfTheSearch_ChangesThemAndNamesTheOrigin()
    {
        var fork = ForkSpec.Of(Origin, 10, ["controller-rate=0.05", "steps=80", "schedule=cosine", "train-on=split"]);
        var changed = Origin with { ControllerRate = 0.05, Steps = 80, Schedule = "cosine", TrainOn = "split" };
        Assert.Equal(changed with { ForkOf = Origin.RunId(), ForkAt = 10 }, fork);
    }

    [Theory]
    [InlineData("module=eca")]
    [InlineData("strategy=ga")]
    [InlineData("population=8")]
    [InlineData("seed=4")]
    [InlineData("threads=2")]
    [InlineData("controller-optimiser=sgd")]
    [InlineData("keep=0.25")]
    [InlineData("ranking=stage")]
    [InlineData("gate-rate=0.1")]
    [InlineData("gate-decay=0.1")]
    [InlineData("gate-beta1=0.1")]
    [InlineData("gate-beta2=0.1")]
    public void Of_WhatBothMustHaveInCommon_IsRefused(string setting)
    {
        var error = Assert.Single(Assert.Throws<SpecException>(() => ForkSpec.Of(Origin, 10, [setting])).Errors);
        Assert.Equal(("set", setting.Split('=')[0]), (error.Field, error.Value));
    }

    [Theory]
    [InlineData("list", "samples=2", "samples: 2 is not allowed; expected 3 as in its origin")]
    [InlineData("exhaustive", "steps=60", "steps: 60 is not allowed; expected 50 as in its origin")]
    public void Of_WhatDecidesTheSchemesOfAFixedList_IsRefused(string strategy, string setting, string expected)
    {
        var error = Assert.Throws<SpecException>(() => ForkSpec.Of(Origin with { Strategy = strategy }, 10, [setting]));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(10, ForkSpec.Of(Origin with { Strategy = "random" }, 10, [setting]).ForkAt);
    }

    [Fact]
    public void Options_OfAFork_CanRestoreWhatItsOriginHadLearnt()
    {
        foreach (var origin in new[] { "ean", "enas", "ga", "random" }.Select(strategy => Origin with { Strategy = strategy }))
        {
            var (learnt, curious) = (StrategyOf(origin).Save(), CuriosityOf(origin).Save());
            foreach (var option in SpecOptions.For(OptionUses.Fork).Where(o => o.Name != "data"))
            {
                var fork = option.Apply(origin, (string)SpecOptionsTests.OtherValues.Single(row => (string)row[0] == option.Name)[1]);
                StrategyOf(fork).Restore(learnt);
                CuriosityOf(fork).Restore(curious);
            }
        }

        static ISearchStrategy StrategyOf(RunSpec spec) => spec.ToStrategy().Create(spec.ToStrategySetup([4, 4]));
        static RandomNetworkDistillation CuriosityOf(RunSpec spec) => new(8, spec.ToSearchOptions().Curiosity, 3);
    }
}
