using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Configuration;

namespace Orleans.Storage;

/// <summary>Each state is a blob; its ETag is the blob's.</summary>
public class AzureBlobGrainStorage(AzureBlobStorageOptions options) : IGrainStorage
{
    private readonly BlobContainerClient container = (options.BlobServiceClient ?? throw new ArgumentException("BlobServiceClient: null is not allowed; expected a client.")).GetBlobContainerClient(options.ContainerName);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var blob = (await Blob(stateName, grainId).DownloadContentAsync()).Value;
            var state = blob.Content.ToMemory().Length == 0 ? default : options.GrainStorageSerializer.Deserialize<T>(blob.Content);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (state ?? Activator.CreateInstance<T>(), blob.Details.ETag.ToString(), state is not null);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var content = options.GrainStorageSerializer.Serialize(grainState.State);
        var upload = new BlobUploadOptions { Conditions = Conditions(grainState.ETag), HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" } };
        Task<Response<BlobContentInfo>> Upload() => Blob(stateName, grainId).UploadAsync(content, upload);
        var written = await ExpectAsync(grainState.ETag, async () =>
        {
            try
            {
                return await Upload();
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                await container.CreateIfNotExistsAsync();
                return await Upload();
            }
        });
        (grainState.ETag, grainState.RecordExists) = (written.Value.ETag.ToString(), true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await ExpectAsync(grainState.ETag, () => Blob(stateName, grainId).DeleteIfExistsAsync(DeleteSnapshotsOption.None, Conditions(grainState.ETag)));
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
    }

    private BlobClient Blob(string stateName, GrainId grainId) => container.GetBlobClient($"{stateName}-{grainId}.json");

    private static BlobRequestConditions Conditions(string? etag) => string.IsNullOrEmpty(etag)
        ? new BlobRequestConditions { IfNoneMatch = ETag.All }
        : new BlobRequestConditions { IfMatch = new ETag(etag) };

    private static async Task<T> ExpectAsync<T>(string? etag, Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && conflict.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            throw new InconsistentStateException($"Blob storage condition not satisfied: {conflict.ErrorCode}", "Unknown", etag);
        }
    }
}
