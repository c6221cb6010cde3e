using Lth4Sa.Storage.Blobs;
using Lth4Sa.Storage.Checkpoints;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Lth4Sa.Storage.Hosting;

/// <summary>Registration of the storages of the product with a silo.</summary>
public static class StorageSiloBuilderExtensions
{
    /// <summary>Adds grain storage in a SQLite file, with retries of transient failures, and checkpoints in the file's folder.</summary>
    /// <param name="name">The name under which grains ask for the storage.</param>
    /// <param name="path">The SQLite file.</param>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path)
    {
        builder.Services.AddSingleton<ICheckpointStore>(new FolderCheckpoints(Path.GetDirectoryName(Path.GetFullPath(path))!));
        builder.Services.AddGrainStorage(name, (services, _) => new ResilientGrainStorage(
            new SqliteGrainStorage(path), services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>
    /// Adds grain storage and checkpoints in two containers of Azure Blob Storage, with retries of transient failures. A silo
    /// starts without the account: until it answers, states cannot be read or written
    /// (<see cref="StorageUnavailableException"/>).
    /// </summary>
    /// <param name="name">The name under which grains ask for the storage.</param>
    /// <param name="options">The account and the containers.</param>
    /// <param name="folder">The local folder of checkpoints that are in use.</param>
    public static ISiloBuilder AddBlobStorage(this ISiloBuilder builder, string name, BlobStorageOptions options, string folder)
    {
        var raw = name + "-blobs";
        var client = options.CreateClient();
        builder.Services.AddSingleton<ICheckpointStore>(
            _ => new BlobCheckpoints(client.GetBlobContainerClient(options.Container + "-checkpoints"), folder));
        builder.AddAzureBlobGrainStorage(raw, blobs =>
        {
            (blobs.BlobServiceClient, blobs.GrainStorageSerializer) = (client, new ChecksummedJson());
            blobs.BuildContainerFactory = (_, _) => new StateContainer(client.GetBlobContainerClient(options.Container));
        });
        builder.Services.AddGrainStorage(name, (services, _) => new ResilientGrainStorage(
            services.GetRequiredKeyedService<IGrainStorage>(raw), services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
