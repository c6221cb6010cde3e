using Lth4Sa.Networks.Devices;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>Convolutions on this machine, by whichever library, read nothing but their inputs.</summary>
public sealed class OneDnnTests
{
    [Theory]
    [InlineData(3, 16, 3, 16)]
    [InlineData(2, 1, 7, 16)]
    [InlineData(16, 64, 1, 16)]
    [InlineData(64, 16, 1, 16)]
    [InlineData(8, 4, 3, 8)]
    [InlineData(256, 1024, 1, 4)]
    [InlineData(2048, 512, 1, 2)]
    public void Convolution_InDirtyMemory_AgreesWithDoublePrecision(long inputs, long outputs, long kernel, long size)
    {
        _ = OneDnn.IsUsed;
        foreach (var (count, channelsLast) in new[] { (4, false), (4, true), (1, false), (1, true) })
        {
            using var scope = NewDisposeScope();
            manual_seed(1);
            var (images, weight) = (
                randn(count, inputs, size, size), randn(outputs, inputs, kernel, kernel) / Math.Sqrt(inputs * kernel * kernel));
            images = channelsLast ? images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : images;
            var upstream = randn(count, outputs, size, size);
            Dirty();
            var single = Pass(images, weight, upstream);
            var exact = Pass(images.@double(), weight.@double(), upstream.@double());
            foreach (var (actual, expected) in single.Zip(exact))
            {
                Assert.InRange(((actual.@double() - expected).norm() / expected.norm()).item<double>(), 0, 1e-5);
            }
        }
    }

    // The answer, and the gradients of the images and of the weight.
    private static Tensor[] Pass(Tensor images, Tensor weight, Tensor upstream)
    {
        var (x, w) = (images.detach().requires_grad_(), weight.detach().requires_grad_());
        var padding = weight.shape[2] / 2;
        var y = nn.functional.conv2d(x, w, padding: [padding, padding]);
        Dirty();
        y.backward([upstream]);
        return [y.detach(), x.grad!, w.grad!];
    }

    // Memory that is given out next holds NaN.
    private static void Dirty()
    {
        Tensor[] blocks = [.. Enumerable.Range(0, 44).Select(i => full([1L << (i % 22)], float.NaN))];
        Array.ForEach(blocks, b => b.Dispose());
    }
}
