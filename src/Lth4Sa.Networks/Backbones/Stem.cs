using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Backbones;

/// <summary>What a backbone does before its first block: 3x3 convolution, or on ImageNet 7x7 with stride 2 and max-pooling.</summary>
internal static class Stem
{
    public static Conv2d Convolution(Backbone backbone) => backbone.IsImageNet
        ? nn.Conv2d(3, backbone.StemChannels, 7, stride: 2, padding: 3, bias: backbone.ConvolutionBias)
        : nn.Conv2d(3, backbone.StemChannels, 3, padding: 1, bias: backbone.ConvolutionBias);

    /// <summary>Consumes its input.</summary>
    public static Tensor Pool(Backbone backbone, Tensor features)
    {
        if (!backbone.IsImageNet)
        {
            return features;
        }

        using (features)
        {
            return nn.functional.max_pool2d(features, 3, stride: 2, padding: 1);
        }
    }
}
