using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Lth4Sa.Storage.Tests;

public sealed class SqliteGrainStorageTests : GrainStorageCompliance, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public SqliteGrainStorageTests() => Storage = new SqliteGrainStorage(Path.Combine(folder, "new", "state.db"));

    protected override IGrainStorage Storage { get; }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task File_OpenedAgain_HasWhatWasWritten()
    {
        var grain = GrainId.Create("probe", "1");
        await Storage.WriteStateAsync("s", grain, new GrainState<Sample>(new Sample { Number = 4 }));
        var read = new GrainState<Sample>();
        await new SqliteGrainStorage(Path.Combine(folder, "new", "state.db")).ReadStateAsync("s", grain, read);
        Assert.Equal(4, read.State!.Number);
    }
}
