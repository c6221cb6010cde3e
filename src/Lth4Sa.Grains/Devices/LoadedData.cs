using System.Collections.Concurrent;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Networks.Data;

namespace Lth4Sa.Grains.Devices;

/// <summary>The data sets that this silo has in memory for all of its slots.</summary>
internal sealed class LoadedData
{
    private readonly ConcurrentDictionary<DataMessage, Lazy<DataSplit>> data = new();

    /// <summary>Loads a data set at its first use; a failed load is tried again at the next use.</summary>
    public DataSplit Get(DataMessage message)
    {
        var lazy = data.GetOrAdd(message, key => new Lazy<DataSplit>(() => DataSets.Load(new DataSpec
        {
            Name = key.Dataset,
            Directory = key.Data,
            Classes = key.Classes,
            ValidationPerClass = key.ValidationPerClass,
            Seed = unchecked((ulong)key.Seed),
        })));
        try
        {
            return lazy.Value;
        }
        catch
        {
            data.TryRemove(message, out _);
            throw;
        }
    }
}
