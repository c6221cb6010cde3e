namespace Lth4Sa.Grains.Sweeps;

/// <summary>The stored state of the catalog.</summary>
public sealed class CatalogRecord
{
    /// <summary>The names of the sweeps in the order in which they were added.</summary>
    public List<string> Sweeps { get; set; } = [];
}
