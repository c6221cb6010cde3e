namespace Lth4Sa.Contracts.Sweeps;

/// <summary>Which sweeps there are. Key: 0.</summary>
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>Enters a sweep; one that is there already stays.</summary>
    Task Add(string sweep);

    /// <summary>Names, in the order in which they were added.</summary>
    Task<string[]> GetSweeps();
}
