using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Lth4Sa.Storage;

/// <summary>
/// Grain states in one SQLite file, as JSON under a version number that is the ETag. A write is one transaction in
/// write-ahead mode, flushed to the disk: after a crash a state is the old one or the new one, whole. Numbers are
/// written so that they read back bit for bit.
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS grain_state (
            grain TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY (grain, name));
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly string connectionString;

    /// <param name="path">The file; it and its folder are made when missing.</param>
    public SqliteGrainStorage(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        using var command = Command(connection, Schema);
        command.ExecuteNonQuery();
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var connection = Open();
        using var command = Command(connection, "SELECT version, state FROM grain_state WHERE grain = $grain AND name = $name", stateName, grainId);
        using var reader = command.ExecuteReader();
        grainState.RecordExists = reader.Read();
        grainState.ETag = grainState.RecordExists ? reader.GetInt64(0).ToString(CultureInfo.InvariantCulture) : null;
        grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(reader.GetString(1), Json) : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = Version(grainState.ETag);
        var sql = expected == 0
            ? "INSERT INTO grain_state (grain, name, version, state) VALUES ($grain, $name, 1, $state) ON CONFLICT DO NOTHING"
            : "UPDATE grain_state SET version = version + 1, state = $state WHERE grain = $grain AND name = $name AND version = $version";
        using var connection = Open();
        using var command = Command(connection, sql, stateName, grainId);
        command.Parameters.AddWithValue("$version", expected);
        command.Parameters.AddWithValue("$state", JsonSerializer.Serialize(grainState.State, Json));
        Expect(command.ExecuteNonQuery(), connection, stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = ((expected + 1).ToString(CultureInfo.InvariantCulture), true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            using var connection = Open();
            using var command = Command(connection, "DELETE FROM grain_state WHERE grain = $grain AND name = $name AND version = $version", stateName, grainId);
            command.Parameters.AddWithValue("$version", Version(grainState.ETag));
            Expect(command.ExecuteNonQuery(), connection, stateName, grainId, grainState.ETag);
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static long Version(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);

    private static void Expect(int changed, SqliteConnection connection, string stateName, GrainId grainId, string? etag)
    {
        if (changed == 1)
        {
            return;
        }

        using var command = Command(connection, "SELECT version FROM grain_state WHERE grain = $grain AND name = $name", stateName, grainId);
        var stored = command.ExecuteScalar() is long version ? version.ToString(CultureInfo.InvariantCulture) : null;
        throw new InconsistentStateException($"The state '{stateName}' of {grainId} was changed by somebody else.", stored, etag);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string stateName, GrainId grainId)
    {
        var command = Command(connection, sql);
        command.Parameters.AddWithValue("$grain", grainId.ToString());
        command.Parameters.AddWithValue("$name", stateName);
        return command;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
