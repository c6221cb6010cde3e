using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Backbones;

/// <summary>
/// One post-activation bottleneck block: 1x1, 3x3 (with the stride), 1x1 convolutions, each with batch-norm.
/// <see cref="Residual"/> is f(x) of Eq. 1; the caller recalibrates it before <see cref="Join"/> adds x.
/// </summary>
internal sealed class Bottleneck : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Sequential? downsample;

    public Bottleneck(int inputs, int width, int stride, bool bias) : base(nameof(Bottleneck))
    {
        var outputs = width * Backbone.Expansion;
        conv1 = nn.Conv2d(inputs, width, 1, bias: bias);
        bn1 = nn.BatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, 3, stride: stride, padding: 1, bias: bias);
        bn2 = nn.BatchNorm2d(width);
        conv3 = nn.Conv2d(width, outputs, 1, bias: bias);
        bn3 = nn.BatchNorm2d(outputs);
        Layers = [(conv1, bn1, 1), (conv2, bn2, stride), (conv3, bn3, 1)];
        if (inputs != outputs || stride != 1)
        {
            var (convolution, norm) = (nn.Conv2d(inputs, outputs, 1, stride: stride, bias: bias), nn.BatchNorm2d(outputs));
            downsample = nn.Sequential(convolution, norm);
            Layers = [.. Layers, (convolution, norm, stride)];
        }

        RegisterComponents();
    }

    /// <summary>The residual branch in order, then the projection of the shortcut, unless x has the residual's shape.</summary>
    internal IReadOnlyList<(Conv2d Convolution, BatchNorm2d Norm, int Stride)> Layers { get; }

    /// <param name="input">N x C x H x W.</param>
    /// <returns>f(x), N x 4w x H/stride x W/stride.</returns>
    public Tensor Residual(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = bn1.call(conv1.call(input)).relu_();
        hidden = bn2.call(conv2.call(hidden)).relu_();
        return bn3.call(conv3.call(hidden)).MoveToOuterDisposeScope();
    }

    /// <summary>relu(x + residual), with x brought to the residual's shape. Consumes the residual, in whose place the answer is.</summary>
    public Tensor Join(Tensor input, Tensor residual)
    {
        using var scope = NewDisposeScope();
        return residual.add_(downsample is null ? input : downsample.call(input)).relu_();
    }

    public override Tensor forward(Tensor input) => Join(input, Residual(input));
}
