namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The list of all sweeps. Key: 0.</summary>
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>Adds a sweep to the list; one that is in it already stays.</summary>
    Task Add(string sweep);

    /// <summary>The names of the sweeps in the order in which they were added.</summary>
    Task<string[]> GetSweeps();
}
