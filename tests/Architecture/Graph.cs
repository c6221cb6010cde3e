namespace Lth4Sa.Architecture.Tests;

/// <summary>A directed graph whose edges each keep an example.</summary>
internal sealed class Graph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> edges = new(StringComparer.Ordinal);

    /// <summary>Adds an edge; one from a node to itself is left out.</summary>
    public void Add(string from, string to, string example)
    {
        if (from == to)
        {
            return;
        }

        if (!edges.TryGetValue(from, out var targets))
        {
            edges[from] = targets = new(StringComparer.Ordinal);
        }

        targets.TryAdd(to, example);
    }

    /// <summary>Every edge that lies on a cycle, with its example.</summary>
    public IEnumerable<string> Cycle() => edges.SelectMany(from => from.Value
        .Where(to => Reaches(to.Key, from.Key))
        .Select(to => $"{from.Key} -> {to.Key}, as {to.Value}"));

    private bool Reaches(string start, string goal)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>([start]));
        while (open.TryPop(out var node))
        {
            if (node == goal)
            {
                return true;
            }

            if (seen.Add(node) && edges.TryGetValue(node, out var targets))
            {
                foreach (var target in targets.Keys)
                {
                    open.Push(target);
                }
            }
        }

        return false;
    }
}
