using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A convolution whose batch-norm has no statistics of its own: it takes those of the batch, or is given some. The weight lies in memory
/// as channels_last, like the features.
/// </summary>
internal sealed class NormedConvolution : IDisposable
{
    private readonly Tensor weight;
    private readonly Conv2d convolution;
    private readonly BatchNorm2d norm;
    private readonly long[] stride, padding;

    /// <param name="layer">Its weight is copied, the rest of it is used.</param>
    public NormedConvolution((Conv2d Convolution, BatchNorm2d Norm, int Stride) layer)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        (convolution, norm, var step) = layer;
        var own = convolution.weight!;
        (stride, padding) = ([step, step], [own.shape[2] / 2, own.shape[3] / 2]);
        weight = own.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).DetachFromDisposeScope();
    }

    /// <summary>As in training: normalised by the mean and the biased variance of this batch.</summary>
    /// <returns>
    /// The normalised features; and 2 x C, the mean and the unbiased variance, which are what PyTorch's running statistics take.
    /// </returns>
    public (Tensor Features, Tensor Statistics) OfBatch(Tensor input)
    {
        var statistics = zeros([2, weight.shape[0]], device: weight.device);
        using var convolved = nn.functional.conv2d(input, weight, convolution.bias, stride, padding);
        using var mean = statistics.select(0, 0);
        using var variance = statistics.select(0, 1);
        var normalised = nn.functional.batch_norm(
            convolved, mean, variance, norm.weight, norm.bias, training: true, momentum: 1, norm.eps);
        return (normalised, statistics);
    }

    /// <summary>The batch-norm with statistics as one gain and one shift for each channel of the convolution without its bias.</summary>
    /// <param name="statistics">2 x C, in double precision: mean and variance.</param>
    /// <returns>2 x C, in single precision.</returns>
    public Tensor Fold(Tensor statistics)
    {
        using var scope = NewDisposeScope();
        var gain = norm.weight!.@double() / (statistics.select(0, 1) + norm.eps).sqrt();
        var centred = (convolution.bias is { } own ? own.@double() : zeros_like(gain)) - statistics.select(0, 0);
        return stack([gain, centred * gain + norm.bias!.@double()]).@float().DetachFromDisposeScope();
    }

    /// <summary>
    /// With a gain and a shift from <see cref="Fold"/>. The weight is scaled and not the features, as in <see cref="FoldedConvolution"/>.
    /// </summary>
    public Tensor Folded(Tensor input, Tensor gainAndShift)
    {
        using var gain = gainAndShift.select(0, 0);
        using var perOutput = gain.view(-1, 1, 1, 1);
        using var scaled = weight * perOutput;
        using var shift = gainAndShift.select(0, 1);
        return nn.functional.conv2d(input, scaled, shift, stride, padding);
    }

    public void Dispose() => weight.Dispose();
}
