using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;

namespace Lth4Sa.Storage;

public static class StorageSiloBuilderExtensions
{
    /// <summary>Grain storage, tried again when it fails in passing, in the SQLite file <paramref name="path"/>, under the name that the grains ask for.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path)
    {
        builder.Services.AddGrainStorage(name, (services, _) => new ResilientGrainStorage(new SqliteGrainStorage(path), services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
