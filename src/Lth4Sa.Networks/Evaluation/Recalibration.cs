using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// Computes batch-norm statistics anew for each scheme before it is evaluated, because those of a supernet's training are averages over
/// schemes: Guo et al., SPOS, arXiv:1904.00420, section 3.4; Cai et al., once-for-all, arXiv:1908.09791; Yu and Huang,
/// arXiv:1903.05134, section 3.3. Neither the paper nor its reference does so.
/// </summary>
/// <remarks>
/// Training images go through the network in training mode in a few batches; mean and variance of each batch-norm are the means over
/// the batches of the mean and the unbiased variance of a batch, as PyTorch computes them with momentum None after
/// reset_running_stats(). Statistics of block l depend on bits 1..l-1 only, so a <see cref="PrefixTree"/> computes those of all
/// schemes; they are those of each scheme by itself, bit for bit and for any number of threads. The network stays as it is.
/// </remarks>
/// <param name="images">The training images; none is varied.</param>
/// <param name="count">How many of them, drawn by the seed; at least 1.</param>
/// <param name="batchSize">The most images of a batch; the batches differ by one image at most.</param>
/// <param name="seed">The seed of the supernet.</param>
public sealed class Recalibration(
    DeviceSlot slot, ImageSet images, Normalisation normalisation, int count, int batchSize, ulong seed)
{
    private readonly int batches = (count + batchSize - 1) / batchSize;

    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="network">A network, of which nothing of the batch-norm but gamma and beta is used.</param>
    /// <param name="schemes">The schemes, each within the network's modules.</param>
    /// <returns>A network that evaluates these schemes, as long as the other one is there.</returns>
    /// <exception cref="ArgumentException">There are fewer images, or a scheme connects a block without a module.</exception>
    public RecalibratedNetwork Of(FoldedNetwork network, IEnumerable<Scheme> schemes)
    {
        if (count > images.Count)
        {
            throw new ArgumentException($"recalibrate: {count} is not allowed; expected at most {images.Count}, the training images.");
        }

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        // The last bit decides no statistics.
        Scheme[] prefixes = [.. schemes.Select(s => new Scheme(s.Bits & ~(1UL << (s.Blocks - 1)), s.Blocks)).Distinct()];
        var chosen = new Philox(seed).Permutation(images.Count, RandomStream.RecalibrationImages, 0);
        var layers = network.Source.Layers.Select(part => part.Select(layer => new NormedConvolution(layer)).ToArray()).ToArray();
        var sums = new Dictionary<LayerPlace, Tensor>();
        for (var first = 0; first < batches; first += slot.Threads)
        {
            var together = new BatchStatistics[Math.Min(slot.Threads, batches - first)];
            slot.Each(together.Length, i => together[i] = Forward(network.Source, layers, prefixes, Part(chosen, first + i)));
            // In the order of the batches, whichever was ready first.
            foreach (var (place, statistics) in together.SelectMany(batch => batch.Seen))
            {
                sums[place] = sums.TryGetValue(place, out var sum) ? sum.add_(statistics) : statistics.@double();
                statistics.Dispose();
            }
        }

        var folded = sums.ToDictionary(at => at.Key, at => layers[at.Key.Block + 1][at.Key.Layer].Fold(at.Value / batches));
        return new RecalibratedNetwork(network.Source, layers, folded);
    }

    private int[] Part(int[] chosen, int batch) =>
        chosen[(int)((long)batch * count / batches)..(int)((batch + 1L) * count / batches)];

    private BatchStatistics Forward(AttentionNetwork network, NormedConvolution[][] layers, Scheme[] prefixes, int[] part)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        using var batch = new BatchReader(images, normalisation, slot.Device, seed).Of(part);
        var statistics = new BatchStatistics(network, layers);
        new PrefixTree(statistics, prefixes).Run(batch.Images, (_, logits) => logits.Dispose());
        return statistics;
    }
}
