using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
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
        var backbone = spec.Backbone;
        ArgumentOutOfRangeException.ThrowIfNotEqual(scheme.Blocks, backbone.Blocks, nameof(scheme));
        var size = backbone.IsImageNet ? Halved(imageSize) : imageSize;
        var total = ConvolutionAndNorm(3, backbone.StemChannels, backbone.IsImageNet ? 7 : 3, size, backbone);
        size = backbone.IsImageNet ? Halved(size) : size;

        var (inputs, block) = (backbone.StemChannels, 0);
        for (var stage = 0; stage < backbone.Stages; stage++)
        {
            var (width, outputs) = (backbone.Width(stage), backbone.Channels(stage));
            var counted = false;
            for (var last = block + backbone.BlocksPerStage[stage]; block < last; block++)
            {
                total += ConvolutionAndNorm(inputs, width, 1, size, backbone);
                var output = stage > 0 && inputs != outputs ? Halved(size) : size;
                total += ConvolutionAndNorm(width, width, 3, output, backbone) + ConvolutionAndNorm(width, outputs, 1, output, backbone);
                if (inputs != outputs)
                {
                    total += ConvolutionAndNorm(inputs, outputs, 1, output, backbone);
                }

                (inputs, size) = (outputs, output);
                if (scheme[block])
                {
                    var module = AttentionModules.Registry.Get(spec.Module).Cost(outputs, size * size, backbone);
                    var known = counted && spec.Sharing == Sharing.Share;
                    total += new Cost(known ? 0 : module.Parameters, module.MultiplyAdds + (long)outputs * size * size);
                    counted = true;
                }
            }
        }

        return total + Cost.Linear(inputs, spec.Classes);
    }

    private static Cost ConvolutionAndNorm(int inputs, int outputs, int kernel, int size, Backbone backbone) =>
        Cost.Convolution(inputs, outputs, kernel, size * size, backbone.ConvolutionBias) + Cost.BatchNorm(outputs);

    private static int Halved(int size) => (size + 1) / 2;
}
