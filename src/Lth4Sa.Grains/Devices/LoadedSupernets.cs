using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Devices;

/// <summary>The supernets that a slot has in memory; the one that was used longest ago goes when the limit is passed.</summary>
/// <param name="limit">Bytes of weights; one supernet is kept whatever it takes.</param>
internal sealed class LoadedSupernets(long limit)
{
    private readonly LinkedList<(string Id, FoldedNetwork Network, long Bytes)> loaded = new();

    private long bytes;

    /// <summary>Bytes of weights.</summary>
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
        // The folded copy and what it was made of.
        loaded.AddFirst((id, network, 2 * sizeof(float) * NetworkCost.Of(network.Spec, network.Modules, network.Spec.Backbone.ImageSize).Parameters));
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
