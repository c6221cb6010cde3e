using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class EvaluationTableTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Read_CommentsAndFurtherColumns_AreSkipped()
    {
        var table = Read("# made by hand\naccuracy, note,Scheme\n 61.5,\"a, b\",010\n# half-way\n\n60,,111\n");
        Assert.Equal((3, 2, false), (table.Blocks, table.Count, table.IsComplete));
        Assert.Equal(61.5, table.Accuracy(Scheme.Parse("010"), MissingSchemes.Error));
        Assert.Equal(64, table.Hash.Length);
    }

    [Fact]
    public void Accuracy_OfAMissingScheme_IsAnErrorOrTheNearestRows()
    {
        var table = Read("scheme,accuracy\n0000,50\n1110,60\n0111,70\n");
        var missing = Assert.Throws<KeyNotFoundException>(() => table.Accuracy(Scheme.Parse("1111"), MissingSchemes.Error));
        Assert.Contains("1111", missing.Message, StringComparison.Ordinal);
        Assert.Equal(50, table.Accuracy(Scheme.Parse("0001"), MissingSchemes.Nearest));
        // Both at distance 1: the smaller string answers.
        Assert.Equal(70, table.Accuracy(Scheme.Parse("1111"), MissingSchemes.Nearest));
    }

    [Fact]
    public void Read_SixtyFourBlocks_IsAllowed()
    {
        var (on, off) = (new string('1', 64), new string('0', 64));
        var table = Read($"scheme,accuracy\n{on},1\n{off},2\n");
        Assert.Equal(1, table.Accuracy(Scheme.Parse(on), MissingSchemes.Error));
        Assert.False(table.IsComplete);
    }

    [Theory]
    [InlineData("scheme,acc\n01,5\n", " is no table: the column accuracy is missing.")]
    [InlineData("", "the column scheme is missing")]
    [InlineData("scheme,accuracy\n", "it has no rows")]
    [InlineData("scheme,accuracy\n01,50\n012,50\n", ":3: scheme: 012 is not allowed; expected 1 to 64 characters of 0 and 1")]
    [InlineData("scheme,accuracy\n01,50\n011,50\n", ":3: scheme: 011 is not allowed; expected 2 characters")]
    [InlineData("scheme,accuracy\n01,50\n01,50\n", ":3: scheme: 01 is not allowed; expected each scheme once")]
    [InlineData("scheme,accuracy\n01,101\n", ":2: accuracy: 101 is not allowed; expected a number from 0 to 100")]
    [InlineData("scheme,accuracy\n01,NaN\n", ":2: accuracy: NaN is not allowed")]
    [InlineData("scheme,accuracy\n01\n", ":2: accuracy: (nothing) is not allowed")]
    public void Read_AFault_NamesLineFieldValueAndWhatIsAllowed(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Password=secret;Host=db\nscheme,accuracy\n")]
    [InlineData("root:secret:0:0\nscheme\n")]
    public void Read_AnotherFile_TellsNothingThatIsInIt(string text) =>
        Assert.DoesNotContain("secret", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ALongValue_ShowsItsBeginning() => Assert.Contains(
        $": scheme: {new string('x', 80)}... is not allowed",
        Assert.Throws<InvalidDataException>(() => Read($"scheme,accuracy\n{new string('x', 1000)},1\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AFileTooLargeForATable_IsNotLoaded()
    {
        using (var large = File.OpenWrite(file))
        {
            large.SetLength((1 << 28) + 1);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<InvalidDataException>(() => EvaluationTable.Read(file)).Message;
        Assert.Contains("has 268435457 bytes; expected at most 268435456", refused, StringComparison.Ordinal);
        Assert.Equal((null, null), (EvaluationTable.BlocksOf(file), EvaluationTable.SourceOf(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll() =>
        Assert.Equal(
            2, Assert.Throws<InvalidDataException>(() => Read("scheme,accuracy\nx,50\n01,y\n")).Message.Split(Environment.NewLine).Length);

    [Fact]
    public void ReadPairs_OfNumbers_AreInTheOrderOfTheRows()
    {
        Read("# a comment\nalone,scheme,accuracy\n3.5,01,1\n-4,10,2\n");
        Assert.Equal([new(Scheme.Parse("01"), 1, 3.5), new(Scheme.Parse("10"), 2, -4)], EvaluationTable.ReadPairs(file, "alone"));
        Assert.Throws<InvalidDataException>(() => EvaluationTable.ReadPairs(file, "none"));
    }

    [Theory]
    [InlineData("high")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("-1e16")]
    public void ReadPairs_NoNumberToReckonWith_IsNamedWithItsLine(string value)
    {
        Read($"scheme,accuracy,alone\n01,1,2\n10,2,{value}\n");
        var wrong = Assert.Throws<InvalidDataException>(() => EvaluationTable.ReadPairs(file, "alone")).Message;
        Assert.Contains(
            $":3: alone: {(value.Length == 0 ? "(nothing)" : value)} is not allowed; expected a number of at most 1E+15 in size", wrong,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# accuracies: supernet, validation images; resnet20 se full\n", "supernet")]
    [InlineData("# made by hand\n\n#Accuracies:  SCRATCH\n", "scratch")]
    [InlineData("# accuracies: synthetic; pairwise, 9 blocks\n", "synthetic")]
    [InlineData("# accuracies: of my own\n", "unknown")]
    [InlineData("# the accuracies: supernet\n", "unknown")]
    [InlineData("", "unknown")]
    public void Read_CommentAboveTheColumns_SaysWhereTheAccuraciesComeFrom(string comment, string expected) =>
        Assert.Equal(expected, Read(comment + "scheme,accuracy\n# accuracies: supernet\n01,1\n").Source.Name);

    private EvaluationTable Read(string text)
    {
        File.WriteAllText(file, text);
        return EvaluationTable.Read(file);
    }
}
