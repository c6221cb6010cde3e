using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs.Tests;

public sealed class ForkSpecTests
{
    private static readonly RunSpec Origin = new() { Steps = 50, Seed = 3 };

    [Fact]
    public void Of_SettingsOfTheSearch_ChangesThemAndNamesTheOrigin()
    {
        var fork = ForkSpec.Of(Origin, 10, ["controller-rate=0.05", "steps=80"]);
        Assert.Equal(Origin with { ControllerRate = 0.05, Steps = 80, ForkOf = Origin.RunId(), ForkAt = 10 }, fork);
    }

    [Theory]
    [InlineData("module=eca")]
    [InlineData("strategy=ga")]
    [InlineData("population=8")]
    [InlineData("seed=4")]
    [InlineData("threads=2")]
    public void Of_WhatBothMustHaveInCommon_IsRefused(string setting)
    {
        var error = Assert.Single(Assert.Throws<SpecException>(() => ForkSpec.Of(Origin, 10, [setting])).Errors);
        Assert.Equal(("set", setting.Split('=')[0]), (error.Field, error.Value));
    }
}
