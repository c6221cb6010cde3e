using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Lth4Sa.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Lth4Sa.Storage;

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

/// <summary>The account and the containers of Azure Blob Storage.</summary>
public sealed record BlobStorageOptions
{
    /// <summary>The connection string of the storage account. It is a secret.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The container of grain states; 3 to 51 lower-case letters, digits and hyphens. The container of checkpoints has the same
    /// name with -checkpoints behind it. Default lth4sa.
    /// </summary>
    public string Container { get; init; } = "lth4sa";

    /// <summary>The handler that sends the requests; null is the default of HttpClient.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Makes a client of the account.</summary>
    /// <exception cref="FormatException">The connection string is not valid.</exception>
    public BlobServiceClient CreateClient()
    {
        // Retries belong to the resilient grain storage alone: two layers of them would multiply.
        var options = new BlobClientOptions();
        (options.Retry.MaxRetries, options.Retry.NetworkTimeout) = (0, TimeSpan.FromSeconds(30));
        if (Handler is not null)
        {
            options.Transport = new HttpClientTransport(Handler);
        }

        return new BlobServiceClient(ConnectionString, options);
    }

    // The default would print the connection string.
    public override string ToString() => $"container {Container}";
}
