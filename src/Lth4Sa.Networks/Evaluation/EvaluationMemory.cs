using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Supernet;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// How many images are evaluated at a time, so that the features of a <see cref="PrefixTree"/> fit into a budget: one
/// output of each block waits at most, and one block is computed, on each thread. The number of schemes does not matter.
/// </summary>
public static class EvaluationMemory
{
    /// <summary>MiB of a slot, if nothing else is said.</summary>
    public const int CpuBudget = 1024, GpuBudget = 8192;

    // On a CPU a batch whose features stay in the cache is fastest; a GPU wants more at a time.
    private const int CpuBatch = 16, GpuBatch = 256;

    // Statistics of fewer images would miss more of what differs between images; those of more cost memory.
    private const int CpuRecalibrationBatch = 64;

    /// <summary>The batch that suits a device, however much memory it takes.</summary>
    public static int PreferredBatch(bool cpu) => cpu ? CpuBatch : GpuBatch;

    /// <summary>Bytes of the features of one image on one thread.</summary>
    public static long BytesPerImage(NetworkSpec network, int imageSize)
    {
        var blocks = NetworkCost.Parts(network, imageSize).Blocks;
        return sizeof(float) * (blocks.Sum(b => b.Features) + blocks.Max(b => b.Working));
    }

    /// <summary>The preferred batch or, where that does not fit, the largest power of two that does.</summary>
    /// <param name="threads">The threads of a CPU slot, each of which evaluates a batch of its own.</param>
    /// <param name="budget">MiB for features; null is <see cref="CpuBudget"/> or <see cref="GpuBudget"/>.</param>
    /// <exception cref="ArgumentException">Not even one image fits.</exception>
    public static int BatchSize(NetworkSpec network, int imageSize, bool cpu, int threads, int? budget) =>
        Fitting(PreferredBatch(cpu), network, imageSize, cpu, threads, budget);

    /// <summary>The images of a batch of a <see cref="Recalibration"/>: 64 on a CPU, 256 on a GPU, or fewer so that they fit.</summary>
    /// <inheritdoc cref="BatchSize"/>
    public static int RecalibrationBatch(NetworkSpec network, int imageSize, bool cpu, int threads, int? budget) =>
        Fitting(cpu ? CpuRecalibrationBatch : GpuBatch, network, imageSize, cpu, threads, budget);

    private static int Fitting(int preferred, NetworkSpec network, int imageSize, bool cpu, int threads, int? budget)
    {
        var (bytes, each) = (
            (long)(budget ?? (cpu ? CpuBudget : GpuBudget)) << 20, BytesPerImage(network, imageSize) * (cpu ? threads : 1));
        var fit = bytes / each;
        return fit > 0 ? (int)Math.Min(preferred, 1L << (int)Math.Log2(fit)) : throw new ArgumentException(
            $"memory: {bytes >> 20} is not allowed; expected at least {(each >> 20) + 1} MiB for one image of {imageSize} x " +
            $"{imageSize} in {network.Backbone.Name}{(cpu ? $" on each of {threads} threads" : "")}.");
    }
}
