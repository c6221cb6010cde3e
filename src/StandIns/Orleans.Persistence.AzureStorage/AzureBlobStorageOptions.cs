using Azure.Storage.Blobs;
using Orleans.Storage;

namespace Orleans.Configuration;

public class AzureBlobStorageOptions : IStorageProviderSerializerOptions
{
    public const string DEFAULT_CONTAINER_NAME = "grainstate";

    public string ContainerName { get; set; } = DEFAULT_CONTAINER_NAME;

    public BlobServiceClient? BlobServiceClient { get; set; }

    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
