using System.Collections.Concurrent;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The sweeps whose activation is in this silo.</summary>
public sealed class LocalSweeps
{
    private readonly ConcurrentDictionary<string, bool> names = new();

    internal IEnumerable<string> Names => names.Keys;

    internal void Add(string sweep) => names[sweep] = true;

    internal void Remove(string sweep) => names.TryRemove(sweep, out _);
}
