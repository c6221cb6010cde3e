using Azure.Storage.Blobs;
using Orleans.Storage;

namespace Lth4Sa.Storage.Blobs;

/// <summary>
/// Gives Orleans' blob provider the container of grain states without asking the storage for it. Orleans' own factory
/// creates the container while a silo starts, so that a silo whose storage does not answer then would end. The provider
/// reads a missing container as an empty one and creates it before the first write.
/// </summary>
internal sealed class StateContainer(BlobContainerClient container) : IBlobContainerFactory
{
    public BlobContainerClient GetBlobContainerClient(GrainId grainId) => container;

    public Task InitializeAsync(BlobServiceClient client) => Task.CompletedTask;
}
