using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Networks.Tests;

/// <summary>The learning rate over the epochs, as people write it.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("step", 1, new[] { 0.1 })]
    [InlineData("step", 2, new[] { 0.1, 0.01 })]
    [InlineData("step", 3, new[] { 0.1, 0.1, 0.01 })]
    [InlineData("step", 4, new[] { 0.1, 0.1, 0.01, 0.001 })]
    [InlineData("step:0.3,0.6", 1, new[] { 0.1 })]
    [InlineData("step:0.3,0.6", 2, new[] { 0.1, 0.01 })]
    [InlineData("step:0.3,0.6", 10, new[] { 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.001 })]
    [InlineData("step:0.1,0.2,0.3", 4, new[] { 0.1, 0.01, 0.001, 0.0001 })]
    [InlineData("step:0.5", 2, new[] { 0.1, 0.01 })]
    [InlineData("constant", 3, new[] { 0.1, 0.1, 0.1 })]
    [InlineData("cosine", 2, new[] { 0.1, 0.05 })]
    [InlineData("auto", 4, new[] { 0.1, 0.1, 0.01, 0.001 })]
    public void RateAt_EachEpoch_HasAFullEpochBeforeEveryDrop(string schedule, int epochs, double[] rates)
    {
        var recipe = new Recipe { Epochs = epochs }.WithSchedule(schedule);
        Assert.Equal(rates, Enumerable.Range(0, epochs).Select(epoch => Math.Round(recipe.RateAt(epoch), 10)));
    }

    [Fact]
    public void RateAt_164EpochsOfADeepNetwork_DropsAt81And122()
    {
        var recipe = Recipes.StandAlone(Backbone.Parse("resnet164"));
        Assert.Equal([81, 122], Enumerable.Range(1, 163).Where(epoch => recipe.RateAt(epoch) < recipe.RateAt(epoch - 1)));
    }

    [Theory]
    [InlineData("Cosine")]
    [InlineData("linear")]
    [InlineData("")]
    [InlineData("step:")]
    [InlineData("step:0")]
    [InlineData("step:1")]
    [InlineData("step:0.5,0.5")]
    [InlineData("step:0.75,0.5")]
    [InlineData("step:0.5;0.75")]
    [InlineData("step:0.5,")]
    [InlineData("step:NaN")]
    [InlineData("step:half")]
    [InlineData("constant:0.5")]
    public void WithSchedule_NotASchedule_IsRefusedWithWhatIsExpected(string text)
    {
        Assert.False(Schedules.IsSchedule(text));
        var error = Assert.Throws<ArgumentException>(() => new Recipe { Epochs = 4 }.WithSchedule(text));
        Assert.Contains($"schedule: {text} is not allowed; expected auto, constant", error.Message, StringComparison.Ordinal);
    }
}
