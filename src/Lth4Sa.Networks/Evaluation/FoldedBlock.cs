using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>A <see cref="Bottleneck"/> for inference, with its attention module, which it does not own.</summary>
internal sealed class FoldedBlock(Bottleneck block, AttentionModule? attention) : IDisposable
{
    private readonly FoldedConvolution reduce = new(block.Convolutions[0], 1);
    private readonly FoldedConvolution transform = new(block.Convolutions[1], block.Stride);
    private readonly FoldedConvolution expand = new(block.Convolutions[2], 1);
    private readonly FoldedConvolution? projection = block.Projection is { } layers ? new(layers, block.Stride) : null;

    public AttentionModule? Attention => attention;

    /// <summary>f(x) of Eq. 1.</summary>
    public Tensor Residual(Tensor input)
    {
        using var reduced = reduce.call(input).relu_();
        using var transformed = transform.call(reduced).relu_();
        return expand.call(transformed);
    }

    /// <summary>relu(x + residual); consumes the residual.</summary>
    public Tensor Join(Tensor input, Tensor residual)
    {
        using var projected = projection?.call(input);
        return residual.add_(projected ?? input).relu_();
    }

    public void Dispose()
    {
        reduce.Dispose();
        transform.Dispose();
        expand.Dispose();
        projection?.Dispose();
    }
}
