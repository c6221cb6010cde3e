using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <inheritdoc cref="ICatalogGrain"/>
public sealed class CatalogGrain([PersistentState("catalog", Lth4SaOptions.StorageName)] IPersistentState<CatalogRecord> catalog) : Grain, ICatalogGrain
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
            // Whether it is stored is not known: the next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<string[]> GetSweeps() => Task.FromResult(catalog.State.Sweeps.ToArray());
}

/// <summary>The stored part of the catalog.</summary>
public sealed class CatalogRecord
{
    public List<string> Sweeps { get; set; } = [];
}
