using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Costs;

/// <summary>The cost of a network by arithmetic, without making it.</summary>
public static class NetworkCost
{
    /// <summary>
    /// The cost of the network of a scheme: a module's parameters count with its block when each block has its own,
    /// and with any block of its stage when it is shared; its multiply-adds count at every connected block.
    /// </summary>
    /// <param name="imageSize">Height and width of the images.</param>
    public static Cost Of(NetworkSpec spec, Scheme scheme, int imageSize)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scheme.Blocks, spec.Backbone.Blocks, nameof(scheme));
        var parts = Parts(spec, imageSize);
        var total = parts.Stem + parts.Classifier;
        var counted = -1;
        for (var block = 0; block < scheme.Blocks; block++)
        {
            var cost = parts.Blocks[block];
            total += cost.Residual;
            if (scheme[block])
            {
                var known = spec.Sharing == Sharing.Share && counted == cost.Stage;
                total += known ? cost.Attention with { Parameters = 0 } : cost.Attention;
                counted = cost.Stage;
            }
        }

        return total;
    }

    /// <summary>The cost of each part of the network.</summary>
    /// <param name="imageSize">Height and width of the images.</param>
    public static NetworkParts Parts(NetworkSpec spec, int imageSize)
    {
        var backbone = spec.Backbone;
        var size = backbone.IsImageNet ? Halved(imageSize) : imageSize;
        var stem = ConvolutionAndNorm(3, backbone.StemChannels, backbone.IsImageNet ? 7 : 3, size, backbone);
        size = backbone.IsImageNet ? Halved(size) : size;

        var (inputs, blocks) = (backbone.StemChannels, new List<BlockCost>());
        for (var stage = 0; stage < backbone.Stages; stage++)
        {
            var (width, outputs) = (backbone.Width(stage), backbone.Channels(stage));
            for (var i = 0; i < backbone.BlocksPerStage[stage]; i++)
            {
                var residual = ConvolutionAndNorm(inputs, width, 1, size, backbone);
                var output = stage > 0 && inputs != outputs ? Halved(size) : size;
                residual += ConvolutionAndNorm(width, width, 3, output, backbone) + ConvolutionAndNorm(width, outputs, 1, output, backbone);
                if (inputs != outputs)
                {
                    residual += ConvolutionAndNorm(inputs, outputs, 1, output, backbone);
                }

                var features = (long)outputs * output * output;
                var attention = AttentionModules.Registry.Get(spec.Module).Cost(outputs, output * output, backbone) + new Cost(0, features);
                var working = (long)inputs * size * size + (long)width * (size * size + output * output) + 4 * features;
                // The input of each batch-norm, and what each ReLU gives.
                var kept = 2 * (long)width * (size * size + output * output) + features * (inputs == outputs ? 2 : 3);
                blocks.Add(new BlockCost(stage, residual, attention, features, working, kept));
                (inputs, size) = (outputs, output);
            }
        }

        return new NetworkParts(stem, blocks, Cost.Linear(inputs, spec.Classes));
    }

    private static Cost ConvolutionAndNorm(int inputs, int outputs, int kernel, int size, Backbone backbone) =>
        Cost.Convolution(inputs, outputs, kernel, size * size, backbone.ConvolutionBias) + Cost.BatchNorm(outputs);

    private static int Halved(int size) => (size + 1) / 2;
}
