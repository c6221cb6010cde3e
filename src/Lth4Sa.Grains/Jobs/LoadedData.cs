using System.Collections.Concurrent;
using Lth4Sa.Networks.Data;

namespace Lth4Sa.Grains.Jobs;

/// <summary>The data sets that this silo has in memory for all of its slots.</summary>
internal sealed class LoadedData
{
    private readonly ConcurrentDictionary<DataSpec, Lazy<DataSplit>> data = new();

    /// <summary>Loads a data set at its first use; a failed load is tried again at the next use.</summary>
    public DataSplit Get(DataSpec spec)
    {
        var lazy = data.GetOrAdd(spec, key => new Lazy<DataSplit>(() => DataSets.Load(key)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            data.TryRemove(spec, out _);
            throw;
        }
    }
}
