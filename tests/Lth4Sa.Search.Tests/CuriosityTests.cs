using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Tests;

public sealed class CuriosityTests
{
    [Fact]
    public void Bonus_OfASchemeSeenOften_FallsBelowThatOfANewOne()
    {
        var distillation = new RandomNetworkDistillation(12, new(), 1);
        var (seen, other) = (Scheme.Parse("111111000000"), Scheme.Parse("000000111111"));
        var first = distillation.Bonus(seen);
        for (var i = 0; i < 50; i++)
        {
            distillation.Observe([seen]);
        }

        Assert.True(distillation.Bonus(seen) < first / 10);
        Assert.True(distillation.Bonus(seen) < distillation.Bonus(other));
    }

    [Fact]
    public void Observe_Schemes_AnswersTheBonusBeforeLearning()
    {
        var distillation = new RandomNetworkDistillation(3, new(), 1);
        var scheme = Scheme.Parse("101");
        var before = distillation.Bonus(scheme);
        Assert.Equal(before, distillation.Observe([scheme]).Single());
        Assert.NotEqual(before, distillation.Bonus(scheme));
    }

    [Fact]
    public void Restore_ASnapshot_GoesOnBitForBit()
    {
        var first = new RandomNetworkDistillation(5, new(), 1);
        first.Observe([Scheme.Parse("10101"), Scheme.Parse("00000")]);
        var second = new RandomNetworkDistillation(5, new(), 1);
        second.Restore(first.Save());
        Assert.Equal(first.Observe([Scheme.Parse("11100")]), second.Observe([Scheme.Parse("11100")]));
        Assert.Equal(first.Save(), second.Save());
        Assert.Throws<InvalidDataException>(() => new RandomNetworkDistillation(6, new(), 1).Restore(first.Save()));
    }
}
