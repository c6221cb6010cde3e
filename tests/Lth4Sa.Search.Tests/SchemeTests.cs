using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class SchemeTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("0101")]
    [InlineData("1000000000000000000000000000000000000000000000000000000000000001")]
    public void Parse_ThenToString_GivesTheSameText(string text) => Assert.Equal(text, Scheme.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("012")]
    [InlineData("10000000000000000000000000000000000000000000000000000000000000011")]
    public void Parse_NotAScheme_SaysWhatIsExpected(string text)
    {
        var error = Assert.Throws<FormatException>(() => Scheme.Parse(text));
        Assert.Contains("0 and 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Text_PutsBlockOneFirst()
    {
        var scheme = Scheme.Parse("100110");
        Assert.True(scheme[0]);
        Assert.False(scheme[1]);
        Assert.Equal(3, scheme.Connections);
        Assert.Equal(0.5, scheme.Sparsity);
        Assert.Equal([1, 0, 0, 1, 1, 0], scheme.ToVector());
        Assert.Throws<ArgumentOutOfRangeException>(() => scheme[6]);
    }

    [Fact]
    public void InOrder_AllOfUpToFiveBlocks_IsTheOrderOfTheirTexts()
    {
        var schemes = Enumerable.Range(1, 5)
            .SelectMany(blocks => Enumerable.Range(0, 1 << blocks).Select(bits => new Scheme((ulong)bits, blocks))).ToArray();
        Assert.Equal(schemes.Select(s => s.ToString()).Order(StringComparer.Ordinal), schemes.Order(Scheme.InOrder).Select(s => s.ToString()));
        Assert.Equal(0, Scheme.InOrder.Compare(Scheme.AllOn(64), Scheme.AllOn(64)));
        Assert.Equal(-1, Scheme.InOrder.Compare(Scheme.FromBits(ulong.MaxValue >> 1, 64), Scheme.AllOn(64)));
    }

    [Fact]
    public void AllOn_OfSixtyFour_HasEveryBit() => Assert.Equal(64, Scheme.AllOn(64).Connections);

    [Fact]
    public void Constructor_BitBeyondTheBlocks_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Scheme(4, 2));
}
