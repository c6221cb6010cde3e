using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;

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
