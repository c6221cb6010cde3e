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
        ((SqliteGrainStorage)Storage).Dispose();
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

    [Theory]
    [InlineData("UPDATE grain_state SET state = CAST('{\"Number\":5,\"Counts\":{}}' AS BLOB)")]
    [InlineData("UPDATE grain_state SET version = 7")]
    [InlineData("UPDATE grain_state SET grain = 'probe/2'")]
    public async Task Read_ARecordChangedByOthers_IsNamedAndLeftAlone(string change)
    {
        await Storage.WriteStateAsync("s", GrainId.Create("probe", "1"), new GrainState<Sample>(new Sample { Number = 4 }));
        Execute(change);
        var key = change.Contains("probe/2", StringComparison.Ordinal) ? "2" : "1";
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<InvalidDataException>(() => Storage.ReadStateAsync("s", GrainId.Create("probe", key), new GrainState<Sample>()));
            Assert.Contains($"'s' of probe/{key} is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_AnotherSchemaVersion_IsRefusedAndNamed()
    {
        Execute("PRAGMA user_version = 9");
        var error = Assert.Throws<InvalidDataException>(() => new SqliteGrainStorage(Path.Combine(folder, "new", "state.db")));
        Assert.Contains("has schema version 9; this program reads 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhatIsNoStateFile_IsRefusedAndLeftAlone()
    {
        var file = Path.Combine(folder, "notes.db");
        File.WriteAllText(file, new string('x', 5000));
        Assert.Contains("is damaged", Assert.Throws<InvalidDataException>(() => new SqliteGrainStorage(file)).Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(file));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "new", "state.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
