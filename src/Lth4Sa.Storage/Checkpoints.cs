namespace Lth4Sa.Storage;

/// <summary>Where the weights of networks are kept, so that every silo of a cluster has them. Names are paths under the silo's folder.</summary>
public interface ICheckpointStore
{
    /// <summary>Makes the local file the stored one, if there is one.</summary>
    Task FetchAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Names of the files that are stored in a folder, without its path.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default);

    /// <summary>Stores the local file.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else has stored another one since it was fetched.</exception>
    Task PublishAsync(string name, CancellationToken cancellationToken = default);
}

/// <summary>The silo's folder is the store: one silo, or a folder that all share.</summary>
public sealed class FolderCheckpoints(string root) : ICheckpointStore
{
    public Task FetchAsync(string name, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(root, folder);
        return Task.FromResult<IReadOnlyList<string>>(Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.safetensors").Select(f => Path.GetFileName(f))] : []);
    }

    public Task PublishAsync(string name, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
