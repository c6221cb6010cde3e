using Azure.Storage.Blobs;
using Orleans.Storage;

namespace Lth4Sa.Storage.Blobs;

/// <summary>
/// A factory that gives Orleans' blob provider the container of grain states without a request to the storage. The factory of
/// Orleans creates the container while a silo starts, so that a silo would stop whose storage does not answer then. The
/// provider reads a missing container as an empty one and creates it before the first write.
/// </summary>
internal sealed class StateContainer(BlobContainerClient container) : IBlobContainerFactory
{
    public BlobContainerClient GetBlobContainerClient(GrainId grainId) => container;

    public Task InitializeAsync(BlobServiceClient client) => Task.CompletedTask;
}
