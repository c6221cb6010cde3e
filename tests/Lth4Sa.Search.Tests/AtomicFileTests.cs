using Lth4Sa.Search.Files;

namespace Lth4Sa.Search.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    private string Target => Path.Combine(folder, "target.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Write_OfOneTargetByManyAtOnce_LeavesTheWholeFileOfOne()
    {
        const int writers = 8, length = 1 << 16;
        using var together = new Barrier(writers);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(i => Task.Factory.StartNew(
            () => AtomicFile.Write(Target, stream =>
            {
                Assert.True(together.SignalAndWait(TimeSpan.FromMinutes(1)));
                stream.Write(Enumerable.Repeat((byte)i, length).ToArray());
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var written = await File.ReadAllBytesAsync(Target);
        Assert.Equal(length, written.Length);
        Assert.Single(written.Distinct());
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Write_ThatFails_KeepsTheOldFileAndLeavesNothing()
    {
        AtomicFile.WriteAllText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            throw new InvalidOperationException();
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AtomicFile.WriteAsync(Target, async stream =>
        {
            await stream.WriteAsync("new"u8.ToArray());
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_AfterAWriterWasKilled_DeletesWhatItLeftAndNothingElse()
    {
        var (abandoned, beingWritten, another) = (Target + ".0123.part", Target + ".4567.part", Path.Combine(folder, "other.0123.part"));
        Array.ForEach([abandoned, beingWritten, another], file => File.WriteAllText(file, "half"));
        Array.ForEach([abandoned, another], file => File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch));
        AtomicFile.WriteAllText(Target, "new");
        Assert.Equal([another, Target, beingWritten], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("run.json.0123.part", true)]
    [InlineData("run.json.part", true)]
    [InlineData("run.json", false)]
    [InlineData("run.jsonx.part", false)]
    [InlineData("other.json.0123.part", false)]
    public void IsPartOf_AFile_SaysWhetherItWasToBecomeTheTarget(string name, bool expected) =>
        Assert.Equal(expected, AtomicFile.IsPartOf(name, "run.json"));

    [Fact]
    public void Create_OfSeveralDirectories_MakesThemAll()
    {
        var deep = Path.Combine(folder, "a", "b", "c");
        DirectoryEntries.Create(deep);
        Assert.True(Directory.Exists(deep));
        DirectoryEntries.Flush(deep);
        Assert.Contains(deep + "/d: No such file", Assert.Throws<IOException>(() => DirectoryEntries.Flush(deep + "/d")).Message, StringComparison.Ordinal);
    }
}
