using Lth4Sa.Search.Curiosity;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class CuriosityTests
{
    [Fact]
    public void Bonus_OfASchemeSeenOften_FallsBelowThatOfANewOne()
    {
        var distillation = new RandomNetworkDistillation(12, new(), 1);
        var state = distillation.Initialise();
        var (seen, other) = (Scheme.Parse("111111000000"), Scheme.Parse("000000111111"));
        var first = distillation.Bonus(state, seen);
        for (var i = 0; i < 50; i++)
        {
            (_, state) = distillation.Observe(state, [seen]);
        }

        Assert.True(distillation.Bonus(state, seen) < first / 10);
        Assert.True(distillation.Bonus(state, seen) < distillation.Bonus(state, other));
    }

    [Fact]
    public void Observe_Schemes_AnswersTheBonusBeforeLearning()
    {
        var distillation = new RandomNetworkDistillation(3, new(), 1);
        var state = distillation.Initialise();
        var scheme = Scheme.Parse("101");
        var before = distillation.Bonus(state, scheme);
        var (bonuses, next) = distillation.Observe(state, [scheme]);
        Assert.Equal(before, bonuses.Single());
        Assert.Equal(before, distillation.Bonus(state, scheme));
        Assert.NotEqual(before, distillation.Bonus(next, scheme));
    }
}
