using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A convolution with its batch-norm's running statistics folded in: w' = w g, b' = (b - mean) g + beta, where
/// g = gamma / sqrt(var + eps) (in double precision). The weight lies in memory as channels_last, like the features.
/// </summary>
internal sealed class FoldedConvolution : IDisposable
{
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly long[] stride;
    private readonly long[] padding;

    public FoldedConvolution((Conv2d Convolution, BatchNorm2d Norm, int Stride) layer)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var (convolution, norm, step) = layer;
        var gain = norm.weight!.@double() / (norm.running_var!.@double() + norm.eps).sqrt();
        var shift = (convolution.bias is { } own ? own.@double() : zeros_like(gain)) - norm.running_mean!.@double();
        var folded = (convolution.weight!.@double() * gain.reshape(-1, 1, 1, 1)).@float();
        (stride, padding) = ([step, step], [folded.shape[2] / 2, folded.shape[3] / 2]);
        weight = folded.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).DetachFromDisposeScope();
        bias = (shift * gain + norm.bias!.@double()).@float().DetachFromDisposeScope();
    }

    public Tensor call(Tensor input) => nn.functional.conv2d(input, weight, bias, stride, padding);

    public void Dispose()
    {
        weight.Dispose();
        bias.Dispose();
    }
}
