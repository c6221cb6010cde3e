using Lth4Sa.Networks.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// CBAM (Woo et al., arXiv:1807.06521): first a mask of channels, sig(MLP(mean) + MLP(max)) with reduction 16 (Eq. 2),
/// then one of pixels, the sigmoid of a 7x7 convolution over the mean and the maximum of the channels (Eq. 3). As the
/// equations say, and unlike its authors' code, no batch-norm follows the convolution, which has no bias.
/// </summary>
public sealed class ConvolutionalBlockAttention : StatelessAttention
{
    private const int Reduction = 16, Kernel = 7;

    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Conv2d conv;

    /// <param name="channels">C, at least 16.</param>
    public ConvolutionalBlockAttention(int channels) : base(nameof(ConvolutionalBlockAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, Reduction);
        fc1 = nn.Linear(channels, channels / Reduction);
        fc2 = nn.Linear(channels / Reduction, channels);
        conv = nn.Conv2d(2, 1, Kernel, padding: Kernel / 2, bias: false);
        RegisterComponents();
    }

    /// <summary>The MLP runs twice; the channels are recalibrated once more than by the other modules.</summary>
    internal static Cost Cost(int channels, int pixels)
    {
        var mlp = Backbones.Cost.Linear(channels, channels / Reduction) + Backbones.Cost.Linear(channels / Reduction, channels);
        return mlp + new Cost(0, mlp.MultiplyAdds + (long)channels * pixels)
            + Backbones.Cost.Convolution(2, 1, Kernel, pixels, bias: false);
    }

    protected override Tensor Attend(Tensor residual)
    {
        using var scope = NewDisposeScope();
        var channelMask = (Mlp(residual.mean([2, 3])) + Mlp(residual.amax([2, 3]))).sigmoid();
        var refined = Recalibrate(residual, channelMask.unsqueeze(2).unsqueeze(3));
        var pooled = cat([refined.mean([1], keepdim: true), refined.amax([1], keepdim: true)], 1);
        return Recalibrate(refined, conv.call(pooled).sigmoid()).MoveToOuterDisposeScope();
    }

    private Tensor Mlp(Tensor squeezed) => fc2.call(fc1.call(squeezed).relu_());
}
