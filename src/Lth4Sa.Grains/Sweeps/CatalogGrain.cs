using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <inheritdoc cref="ICatalogGrain"/>
public sealed class CatalogGrain(
    [PersistentState("catalog", Lth4SaOptions.StorageName)] IPersistentState<CatalogRecord> catalog) : Grain, ICatalogGrain
{
    public async Task Add(string sweep)
    {
        if (catalog.State.Sweeps.Contains(sweep))
        {
            return;
        }

        catalog.State.Sweeps.Add(sweep);
        try
        {
            await catalog.WriteStateAsync();
        }
        catch
        {
            // The outcome of the write is not known: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<string[]> GetSweeps() => Task.FromResult(catalog.State.Sweeps.ToArray());
}

/// <summary>The stored state of the catalog.</summary>
public sealed class CatalogRecord
{
    /// <summary>The names of the sweeps in the order in which they were added.</summary>
    public List<string> Sweeps { get; set; } = [];
}
