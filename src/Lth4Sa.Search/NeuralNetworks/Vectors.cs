using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>
/// Arithmetic on vectors whose results are the same on every processor, bit for bit: sums have one order, whatever the
/// width of the registers, and nothing is fused.
/// </summary>
internal static class Vectors
{
    /// <summary>to += scale * from.</summary>
    public static void AddScaled(ReadOnlySpan<double> from, double scale, Span<double> to) =>
        TensorPrimitives.MultiplyAdd(from, scale, to, to);

    /// <summary>The sum of products, in four interleaved partial sums.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sums += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        }

        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
