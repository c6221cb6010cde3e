using static TorchSharp.torch;

namespace Lth4Sa.Networks.Data;

/// <summary>Normalised images of one batch, N x 3 x H x W with channels-last strides, and their labels, N.</summary>
public sealed record Batch(Tensor Images, Tensor Labels) : IDisposable
{
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
