using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>The supernets that a slot has in memory. Beyond the limit the least recently used one is unloaded.</summary>
/// <param name="limit">The largest memory of all weights, in bytes; one supernet is kept even if it needs more.</param>
internal sealed class LoadedSupernets(long limit)
{
    private readonly LinkedList<(string Id, FoldedNetwork Network, long Bytes)> loaded = new();

    private long bytes;

    /// <summary>The memory of all weights, in bytes.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    public bool Has(string id) => loaded.Any(l => l.Id == id);

    public FoldedNetwork Get(string id, Func<FoldedNetwork> load)
    {
        var node = loaded.First;
        while (node is not null && node.Value.Id != id)
        {
            node = node.Next;
        }

        if (node is not null)
        {
            loaded.Remove(node);
            loaded.AddFirst(node);
            return node.Value.Network;
        }

        var network = load();
        // The folded copy and the weights that it was made from.
        var parameters = NetworkCost.Of(network.Spec, network.Modules, network.Spec.Backbone.ImageSize).Parameters;
        loaded.AddFirst((id, network, 2 * sizeof(float) * parameters));
        while (loaded.Count > 1 && loaded.Sum(l => l.Bytes) > limit)
        {
            loaded.Last!.Value.Network.Dispose();
            loaded.RemoveLast();
        }

        Volatile.Write(ref bytes, loaded.Sum(l => l.Bytes));
        return network;
    }

    public void Clear()
    {
        foreach (var (_, network, _) in loaded)
        {
            network.Dispose();
        }

        loaded.Clear();
        Volatile.Write(ref bytes, 0);
    }
}
