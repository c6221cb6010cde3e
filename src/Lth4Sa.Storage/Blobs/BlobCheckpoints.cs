using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Lth4Sa.Search.Files;
using Lth4Sa.Storage.Checkpoints;
using Orleans.Storage;

namespace Lth4Sa.Storage.Blobs;

/// <summary>
/// A store of checkpoints as blobs. A file beside each local checkpoint has the ETag of the blob that it equals: a checkpoint
/// whose blob has changed is fetched again, and a blob that another silo has changed is not overwritten.
/// </summary>
/// <param name="container">The container of the blobs.</param>
/// <param name="folder">The silo's folder.</param>
public sealed class BlobCheckpoints(BlobContainerClient container, string folder) : ICheckpointStore
{
    private const string ETagSuffix = ".etag";

    // A checkpoint and its ETag are two files: who fetches or publishes it has both to itself.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = [];

    public async Task FetchAsync(string name, CancellationToken cancellationToken = default)
    {
        var (blob, file) = (container.GetBlobClient(name), Path.Combine(folder, name));
        using var turn = await TurnAsync(name, cancellationToken);
        try
        {
            var stored = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
            if (File.Exists(file) && Known(file) == stored)
            {
                return;
            }

            await AtomicFile.WriteAsync(file, to => blob.DownloadToAsync(
                to, new BlobDownloadToOptions { Conditions = new() { IfMatch = stored } }, cancellationToken));
            Remember(file, stored);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No silo has stored it yet.
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default)
    {
        var names = new List<string>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder + "/", cancellationToken))
            {
                names.Add(Path.GetFileName(blob.Name));
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // Nothing has been stored yet.
        }

        return names;
    }

    public async Task PublishAsync(string name, CancellationToken cancellationToken = default)
    {
        var (blob, file) = (container.GetBlobClient(name), Path.Combine(folder, name));
        using var turn = await TurnAsync(name, cancellationToken);
        var known = Known(file);
        var conditions = known is { } etag
            ? new BlobRequestConditions { IfMatch = etag }
            : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await using var from = File.OpenRead(file);
            var written = await blob.UploadAsync(from, new BlobUploadOptions { Conditions = conditions }, cancellationToken);
            Remember(file, written.Value.ETag);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // A file that was published before a crash, but not remembered, is fetched: training is the same bit for bit.
            File.Delete(file + ETagSuffix);
            throw new InconsistentStateException($"The checkpoint {name} has been stored by another silo.", "unknown", known?.ToString());
        }
    }

    private static ETag? Known(string file) => File.Exists(file + ETagSuffix) ? new ETag(File.ReadAllText(file + ETagSuffix)) : null;

    private static void Remember(string file, ETag etag) => AtomicFile.WriteAllText(file + ETagSuffix, etag.ToString());

    private async Task<Turn> TurnAsync(string name, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    private readonly struct Turn(SemaphoreSlim taken) : IDisposable
    {
        public void Dispose() => taken.Release();
    }
}
