using Microsoft.Data.Sqlite;

namespace Lth4Sa.Storage;

/// <summary>A copy of a state file of <see cref="SqliteGrainStorage"/>, which a process may be using.</summary>
public static class SqliteCopy
{
    /// <summary>Copies a state file as it is at one moment.</summary>
    /// <param name="source">The state file.</param>
    /// <param name="target">The copy; what an existing file of SQLite, or an empty one, has in it is replaced.</param>
    public static void Make(string source, string target)
    {
        using var original = new SqliteConnection($"Data Source={source};Mode=ReadOnly;Pooling=False");
        using var copy = new SqliteConnection($"Data Source={target};Pooling=False");
        original.Open();
        copy.Open();
        original.BackupDatabase(copy);
    }
}
