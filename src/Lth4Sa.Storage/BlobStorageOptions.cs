using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace Lth4Sa.Storage;

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
