namespace Lth4Sa.Networks.Backbones;

/// <summary>What a network or a part of it costs.</summary>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="MultiplyAdds">
/// For one image: of convolutions, linear layers and attention modules, the product of mask and features included.
/// Batch-norm, activations, pooling and plain sums are not counted.
/// </param>
public readonly record struct Cost(long Parameters, long MultiplyAdds)
{
    public static Cost operator +(Cost left, Cost right) => new(left.Parameters + right.Parameters, left.MultiplyAdds + right.MultiplyAdds);

    internal static Cost Linear(int inputs, int outputs) => new((long)inputs * outputs + outputs, (long)inputs * outputs);

    /// <param name="pixels">H x W of its output.</param>
    internal static Cost Convolution(int inputs, int outputs, int kernel, int pixels, bool bias)
    {
        var weights = (long)inputs * outputs * kernel * kernel;
        return new(weights + (bias ? outputs : 0), weights * pixels);
    }

    internal static Cost BatchNorm(int channels) => new(2L * channels, 0);
}
