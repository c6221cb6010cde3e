using System.Numerics.Tensors;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Supernet;

namespace Lth4Sa.Networks.Saliency;

/// <summary>Scores of each block's attention module by its weights alone, for pruning. Needs a module for each block.</summary>
public static class ModuleScores
{
    /// <summary>The sum of the absolute values of all parameters of each module (arXiv:1608.08710).</summary>
    public static double[] L1(AttentionNetwork supernet) =>
        [.. Weights(supernet).SelectMany(stage => stage).Select(w => TensorPrimitives.SumOfMagnitudes<double>(w))];

    /// <summary>
    /// The sum of the Euclidean distances of each module's parameters to those of the other modules of its stage: least at
    /// the geometric median, whose module the others can best replace (arXiv:1811.00250, Eq. 5 to 7).
    /// </summary>
    public static double[] GeometricMedian(AttentionNetwork supernet) =>
        [.. Weights(supernet).SelectMany(stage => stage.Select(own => stage.Sum(other => TensorPrimitives.Distance<double>(own, other))))];

    // For each stage, for each block, all parameters of its module in order.
    private static IEnumerable<double[][]> Weights(AttentionNetwork supernet) => supernet.Spec.Sharing == Sharing.Share
        ? throw new ArgumentException(
            "sharing: share is not allowed; expected full: modules that blocks share cannot be ranked.", nameof(supernet))
        : supernet.Stages.Select(stage => stage.Blocks.Select(b => Flatten(b.Attention!)).ToArray());

    private static double[] Flatten(AttentionModule module) =>
        [.. module.parameters().SelectMany(p => p.detach().cpu().reshape(-1).data<float>().ToArray().Select(v => (double)v))];
}
