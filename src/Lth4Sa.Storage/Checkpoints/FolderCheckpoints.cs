namespace Lth4Sa.Storage.Checkpoints;

/// <summary>A store that is the silo's folder: for one silo, or for a folder that all silos share.</summary>
public sealed class FolderCheckpoints(string root) : ICheckpointStore
{
    public Task FetchAsync(string name, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(root, folder);
        return Task.FromResult<IReadOnlyList<string>>(
            Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.safetensors").Select(f => Path.GetFileName(f))] : []);
    }

    public Task PublishAsync(string name, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
