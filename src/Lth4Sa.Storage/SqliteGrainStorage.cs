using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Lth4Sa.Storage.Json;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Lth4Sa.Storage;

/// <summary>
/// A grain storage in one SQLite file. A state is JSON in UTF-8, and its version number is the ETag. Writes that arrive while
/// another is being flushed to the disk share one transaction, in write-ahead mode: after a crash a state is the old one or
/// the new one, whole. Numbers read back bit for bit. Each record has a checksum over its key, version and state: a damaged
/// record is reported by its name and never taken for an empty one.
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage, IDisposable
{
    /// <summary>The version of the tables, which the file has as its user_version.</summary>
    private const long SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE grain_state (
            grain TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, state BLOB NOT NULL, checksum BLOB NOT NULL,
            PRIMARY KEY (grain, name));
        PRAGMA user_version = 1;
        """;

    private const string Insert = """
        INSERT INTO grain_state (grain, name, version, state, checksum) VALUES ($grain, $name, 1, $state, $checksum)
        ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE grain_state SET version = version + 1, state = $state, checksum = $checksum
        WHERE grain = $grain AND name = $name AND version = $version
        """;

    private const string Delete = "DELETE FROM grain_state WHERE grain = $grain AND name = $name AND version = $version";

    /// <summary>The largest number of writes in one transaction.</summary>
    private const int MaxTogether = 256;

    private readonly string connectionString;

    /// <summary>
    /// The connections that are open and not in use. The pool of the library takes a connection that is just being opened or
    /// closed for a leaked one when another thread looks at that moment, and gives it to two users or disposes it in use.
    /// </summary>
    private readonly ConcurrentBag<SqliteConnection> idle = [];

    private readonly Channel<Change> changes = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writer;

    /// <param name="path">The file; it and its folder are created when missing.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is not a state file, or has another version.</exception>
    public SqliteGrainStorage(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, Pooling = false }.ToString();
        Prepare(path);

        // A thread of its own: flushing blocks.
        writer = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = Use(connection => Read(connection, stateName, grainId));
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
        if (stored is not var (version, state, checksum))
        {
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }

        if (!Checksum(grainId.ToString(), stateName, version, state).AsSpan().SequenceEqual(checksum))
        {
            throw new InvalidDataException(
                $"The stored state '{stateName}' of {grainId} is damaged: its checksum does not fit. "
                + "Nothing was changed; restore the file from a copy.");
        }

        StorageMetrics.Read.Add(state.Length);
        grainState.State = JsonSerializer.Deserialize<T>(state, StateJson.Options);
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = Version(grainState.ETag);
        var state = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options);
        await ChangeAsync(new Change(expected == 0 ? Insert : Update, stateName, grainId, expected, state));
        StorageMetrics.Written.Add(state.Length);
        (grainState.ETag, grainState.RecordExists) = ((expected + 1).ToString(CultureInfo.InvariantCulture), true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await ChangeAsync(new Change(Delete, stateName, grainId, Version(grainState.ETag), null));
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
    }

    /// <summary>Writes what is still waiting and closes the file.</summary>
    public void Dispose()
    {
        changes.Writer.TryComplete();
        writer.Wait();
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    // The first eight bytes of SHA-256 over the key, the version and the state.
    private static byte[] Checksum(string grain, string name, long version, byte[] state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{grain}\n{name}\n{version}\n")));
        hash.AppendData(state);
        return hash.GetHashAndReset()[..sizeof(long)];
    }

    private void Prepare(string path)
    {
        try
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA user_version";
            var version = (long)command.ExecuteScalar()!;
            if (version == SchemaVersion)
            {
                return;
            }

            if (version != 0)
            {
                throw new InvalidDataException(
                    $"{path} has schema version {version}; this program reads {SchemaVersion}. "
                    + "Use the program that wrote it, or another folder.");
            }

            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            if ((long)command.ExecuteScalar()! > 0)
            {
                throw new InvalidDataException(
                    $"{path} is not allowed; expected a state file of this program. "
                    + "It has other tables, or was written by a version before the first.");
            }

            command.CommandText = $"BEGIN IMMEDIATE; {Schema} COMMIT;";
            command.ExecuteNonQuery();
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            throw new InvalidDataException(
                $"{path} is damaged ({damaged.Message}). Nothing was changed; restore it from a copy or choose another folder.", damaged);
        }
    }

    private static long Version(string? etag) => etag is null ? 0 : long.Parse(etag, CultureInfo.InvariantCulture);

    private Task ChangeAsync(Change change) => changes.Writer.TryWrite(change)
        ? change.Done.Task
        : throw new ObjectDisposedException(nameof(SqliteGrainStorage));

    private void WriteAll()
    {
        var together = new List<Change>();
        while (changes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MaxTogether && changes.Reader.TryRead(out var change))
            {
                together.Add(change);
            }

            try
            {
                var outcomes = Use(connection => Write(connection, together));
                for (var i = 0; i < together.Count; i++)
                {
                    together[i].Complete(outcomes[i]);
                }
            }
            catch (Exception exception)
            {
                together.ForEach(change => change.Done.TrySetException(exception));
            }
        }
    }

    // A conflict fails only its own write; the others go through.
    private static InconsistentStateException?[] Write(SqliteConnection connection, List<Change> together)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        var (grain, name) = (command.Parameters.Add("$grain", SqliteType.Text), command.Parameters.Add("$name", SqliteType.Text));
        var (version, state) = (command.Parameters.Add("$version", SqliteType.Integer), command.Parameters.Add("$state", SqliteType.Blob));
        var checksum = command.Parameters.Add("$checksum", SqliteType.Blob);
        command.Transaction = transaction;
        var outcomes = new InconsistentStateException?[together.Count];
        for (var i = 0; i < together.Count; i++)
        {
            var change = together[i];
            command.CommandText = change.Sql;
            (grain.Value, name.Value, version.Value) = (change.Grain.ToString(), change.Name, change.Version);
            state.Value = (object?)change.State ?? DBNull.Value;
            checksum.Value = change.State is null
                ? DBNull.Value
                : Checksum(change.Grain.ToString(), change.Name, change.Version + 1, change.State);
            if (command.ExecuteNonQuery() != 1)
            {
                command.CommandText = "SELECT version FROM grain_state WHERE grain = $grain AND name = $name";
                var stored = command.ExecuteScalar() is long found ? found.ToString(CultureInfo.InvariantCulture) : null;
                outcomes[i] = new InconsistentStateException(
                    $"The state '{change.Name}' of {change.Grain} was changed by another writer.",
                    stored,
                    change.Version == 0 ? null : change.Version.ToString(CultureInfo.InvariantCulture));
            }
        }

        transaction.Commit();
        return outcomes;
    }

    private static (long Version, byte[] State, byte[] Checksum)? Read(SqliteConnection connection, string name, GrainId grain)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, state, checksum FROM grain_state WHERE grain = $grain AND name = $name";
        command.Parameters.AddWithValue("$grain", grain.ToString());
        command.Parameters.AddWithValue("$name", name);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)) : null;
    }

    // A connection that failed is not used again.
    private T Use<T>(Func<SqliteConnection, T> action)
    {
        var connection = idle.TryTake(out var open) ? open : Open();
        try
        {
            var result = action(connection);
            idle.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>A write that waits for its transaction.</summary>
    /// <param name="Version">The version that must be stored now; 0 for none.</param>
    private sealed record Change(string Sql, string Name, GrainId Grain, long Version, byte[]? State)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Complete(InconsistentStateException? conflict)
        {
            if (conflict is null)
            {
                Done.TrySetResult();
            }
            else
            {
                Done.TrySetException(conflict);
            }
        }
    }
}
