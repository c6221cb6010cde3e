using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Lth4Sa.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Lth4Sa.Storage;

public static class StorageSiloBuilderExtensions
{
    /// <summary>Grain storage, tried again when it fails in passing, in the SQLite file <paramref name="path"/>, under the name that the grains ask for.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path)
    {
        builder.Services.AddSingleton<ICheckpointStore>(new FolderCheckpoints(Path.GetDirectoryName(Path.GetFullPath(path))!));
        builder.Services.AddGrainStorage(name, (services, _) => new ResilientGrainStorage(new SqliteGrainStorage(path), services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>
    /// Grain storage and checkpoints in two containers of Azure Blob Storage; what fails in passing is tried again. A silo starts
    /// without it: until it answers, states cannot be read or written (<see cref="StorageUnavailableException"/>).
    /// </summary>
    /// <param name="folder">Where checkpoints lie while they are used.</param>
    public static ISiloBuilder AddBlobStorage(this ISiloBuilder builder, string name, BlobStorageOptions options, string folder)
    {
        var raw = name + "-blobs";
        var client = options.CreateClient();
        builder.Services.AddSingleton<ICheckpointStore>(_ => new BlobCheckpoints(client.GetBlobContainerClient(options.Container + "-checkpoints"), folder));
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

/// <summary>Where blobs are kept.</summary>
public sealed record BlobStorageOptions
{
    /// <summary>Of the storage account. A secret.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Of grain states; that of checkpoints has -checkpoints behind it. 3 to 51 lower-case letters, digits and hyphens. Default lth4sa.</summary>
    public string Container { get; init; } = "lth4sa";

    /// <summary>What sends its requests; null is HttpClient's own.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <exception cref="FormatException">It is no connection string.</exception>
    public BlobServiceClient CreateClient()
    {
        // What fails in passing is tried again once, by the grain storage's own rules, and not by two.
        var options = new BlobClientOptions();
        (options.Retry.MaxRetries, options.Retry.NetworkTimeout) = (0, TimeSpan.FromSeconds(30));
        if (Handler is not null)
        {
            options.Transport = new HttpClientTransport(Handler);
        }

        return new BlobServiceClient(ConnectionString, options);
    }

    // A record prints its properties.
    public override string ToString() => $"container {Container}";
}
