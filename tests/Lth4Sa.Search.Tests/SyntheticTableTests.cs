using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.Search.Tests;

public sealed class SyntheticTableTests
{
    [Fact]
    public void Write_OfASmallSpace_IsTheSameTextByteForByte() => Assert.Equal(
        "# accuracies: synthetic; additive, 2 blocks, seed 3; hidden scheme 00\nscheme,accuracy\n00,71\n10,65.20002253400831\n01,64.79997746599169\n11,59\n",
        SyntheticTable.Write("additive", 2, rows: null, seed: 3));
}
