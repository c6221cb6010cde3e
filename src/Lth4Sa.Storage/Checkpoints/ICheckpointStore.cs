namespace Lth4Sa.Storage.Checkpoints;

/// <summary>
/// A store for the weights of networks that every silo of a cluster can read. Names are paths under the silo's folder.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>Replaces the local file by the stored one, if there is one.</summary>
    Task FetchAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The names of the files that are stored in a folder, without its path.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken = default);

    /// <summary>Stores the local file.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another silo has stored the file since it was fetched.</exception>
    Task PublishAsync(string name, CancellationToken cancellationToken = default);
}
