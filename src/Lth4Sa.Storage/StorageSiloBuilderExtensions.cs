using Orleans.Runtime.Hosting;

namespace Lth4Sa.Storage;

public static class StorageSiloBuilderExtensions
{
    /// <summary>Grain storage in the SQLite file <paramref name="path"/>, under the name that the grains ask for.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path)
    {
        builder.Services.AddGrainStorage(name, (_, _) => new SqliteGrainStorage(path));
        return builder;
    }
}
