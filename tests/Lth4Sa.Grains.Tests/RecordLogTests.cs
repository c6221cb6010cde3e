using Lth4Sa.Grains.Logs;
using Lth4Sa.Storage;
using Orleans.Storage;

namespace Lth4Sa.Grains.Tests;

public sealed class RecordLogTests : FolderTest
{
    [Fact]
    public async Task Append_InPieces_IsReadBackInOrder()
    {
        using var storage = new SqliteGrainStorage(Path.Combine(Folder, "state.db"));
        var log = Log(storage);
        await log.ResumeAsync(0, 1);
        foreach (var (first, count) in new[] { (0, 1), (1, 98), (99, 1), (100, 0), (100, 250), (350, 50) })
        {
            await log.AppendAsync([.. Enumerable.Range(first, count)]);
        }

        Assert.Equal(Enumerable.Range(0, 400), await ReadAsync(Log(storage)));
        Assert.Equal(Enumerable.Range(0, 123), await ReadAsync(Log(storage), 123));
        Assert.Empty(await ReadAsync(Log(storage), 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(100)]
    [InlineData(150)]
    public async Task Resume_BeforeTheEnd_OverwritesWhatWasNeverCounted(int counted)
    {
        using var storage = new SqliteGrainStorage(Path.Combine(Folder, "state.db"));
        var log = Log(storage);
        await log.ResumeAsync(0, 1);
        await log.AppendAsync([.. Enumerable.Range(0, 160)]);
        log = Log(storage);
        await log.ResumeAsync(counted, 2);
        await log.AppendAsync([1000, 1001]);
        Assert.Equal([.. Enumerable.Range(0, counted), 1000, 1001], await ReadAsync(Log(storage), counted + 2));
    }

    [Fact]
    public async Task Append_ThatFails_CanBeDoneAgain()
    {
        using var storage = new FailingStorage(new SqliteGrainStorage(Path.Combine(Folder, "state.db")), writes: 2);
        var log = Log(storage);
        await log.ResumeAsync(0, 1);
        await log.AppendAsync([.. Enumerable.Range(0, 60)]);
        // The first record is written, the second is not.
        await Assert.ThrowsAsync<IOException>(() => log.AppendAsync([.. Enumerable.Range(60, 80)]));
        storage.Mend();
        await log.AppendAsync([.. Enumerable.Range(60, 80)]);
        await log.AppendAsync([140]);
        Assert.Equal(Enumerable.Range(0, 141), await ReadAsync(Log(storage)));
    }

    [Fact]
    public async Task Resume_WithAFenceThatIsOld_CannotOverwriteWhatALaterOwnerWrote()
    {
        using var storage = new SqliteGrainStorage(Path.Combine(Folder, "state.db"));
        var (old, young) = (Log(storage), Log(storage));
        await old.ResumeAsync(0, 1);
        await young.ResumeAsync(0, 2);
        await young.AppendAsync([1, 2, 3]);
        await Assert.ThrowsAsync<InconsistentStateException>(() => old.AppendAsync([9]));
        await Assert.ThrowsAsync<InconsistentStateException>(() => old.AppendAsync([9]));
        await Assert.ThrowsAsync<InconsistentStateException>(() => old.ResumeAsync(1, 1));
        Assert.Equal([1, 2, 3], await ReadAsync(Log(storage)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(130)]
    public async Task Load_TwoThatAdd_NeitherOverwritesTheOther(int before)
    {
        using var storage = new SqliteGrainStorage(Path.Combine(Folder, "state.db"));
        var (first, second) = (Log(storage), Log(storage));
        await first.LoadAsync();
        await first.AppendAsync([.. Enumerable.Range(0, before)]);
        Assert.Equal(before, (await second.LoadAsync()).Count);
        await second.AppendAsync([1000]);
        await Assert.ThrowsAsync<InconsistentStateException>(() => first.AppendAsync([2000]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first.AppendAsync([2000]));
        await first.LoadAsync();
        await first.AppendAsync([2000]);
        Assert.Equal([.. Enumerable.Range(0, before), 1000, 2000], await ReadAsync(Log(storage)));
    }

    private static RecordLog<int> Log(Orleans.Storage.IGrainStorage storage) => new(
        storage, GrainId.Create("probe", "1"), "items", (to, item) => to.Write(item), from => from.ReadInt32());

    private static async Task<List<int>> ReadAsync(RecordLog<int> log, long count = long.MaxValue)
    {
        var items = new List<int>();
        await foreach (var item in log.ReadAsync(count))
        {
            items.Add(item);
        }

        return items;
    }
}
