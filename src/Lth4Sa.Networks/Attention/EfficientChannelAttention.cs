using System.Numerics;
using Lth4Sa.Networks.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// ECA (Wang et al., arXiv:1910.03151): the mask is the sigmoid of a one-dimensional convolution over the channel
/// means, without bias, of the kernel size k = |(log2(C) + 1) / 2| made odd (Eq. 12, gamma 2, b 1).
/// </summary>
public sealed class EfficientChannelAttention : StatelessAttention
{
    private readonly Conv1d conv;

    /// <param name="channels">C, a power of two as every stage of a ResNet has, at least 2.</param>
    public EfficientChannelAttention(int channels) : base(nameof(EfficientChannelAttention))
    {
        var kernel = KernelFor(channels);
        conv = nn.Conv1d(1, 1, kernel, padding: kernel / 2, bias: false);
        RegisterComponents();
    }

    internal static Cost Cost(int channels) => new(KernelFor(channels), (long)KernelFor(channels) * channels);

    protected override Tensor Attend(Tensor residual)
    {
        using var scope = NewDisposeScope();
        var mask = conv.call(residual.mean([2, 3]).unsqueeze(1)).sigmoid().squeeze(1);
        return Recalibrate(residual, mask.unsqueeze(2).unsqueeze(3)).MoveToOuterDisposeScope();
    }

    private static int KernelFor(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 2);
        return (BitOperations.Log2((uint)channels) + 1) / 2 | 1;
    }
}
