namespace Lth4Sa.Search;

/// <summary>Things that are looked up by name; an unknown name is answered with the known ones.</summary>
public sealed class Registry<T>(string what, params (string Name, T Value)[] entries)
{
    private readonly Dictionary<string, T> values = entries.ToDictionary(e => e.Name, e => e.Value, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Names => values.Keys;

    public bool Contains(string name) => values.ContainsKey(name);

    /// <exception cref="ArgumentException">The name is not known.</exception>
    public T Get(string name) => values.TryGetValue(name, out var value)
        ? value
        : throw new ArgumentException($"Unknown {what} '{name}': expected one of {string.Join(", ", Names)}.");
}
