using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Supernet;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>
/// What a training step takes of a CPU's memory. Linux promises more than there is and kills the process that takes it at its
/// word, with all that it does for others: a batch that cannot fit is refused beforehand. A GPU refuses by itself.
/// </summary>
public static class TrainingMemory
{
    /// <summary>Bytes that a step keeps for one image, at least, until its backward pass: the features around each batch-norm.</summary>
    /// <param name="imageSize">Height and width of the images.</param>
    public static long BytesPerImage(NetworkSpec network, int imageSize) =>
        sizeof(float) * NetworkCost.Parts(network, imageSize).Blocks.Sum(b => b.Kept);

    /// <summary>Nothing is required of a GPU.</summary>
    /// <inheritdoc cref="Require(NetworkSpec, int, int, long)"/>
    public static void Require(Device device, NetworkSpec network, int imageSize, int batchSize)
    {
        if (device.type == DeviceType.CPU)
        {
            Require(network, imageSize, batchSize, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        }
    }

    /// <param name="available">Bytes of the machine's memory, or of what of it this process may have.</param>
    /// <exception cref="ArgumentException">The batch does not fit.</exception>
    public static void Require(NetworkSpec network, int imageSize, int batchSize, long available)
    {
        var each = BytesPerImage(network, imageSize);
        if (each * batchSize > available)
        {
            throw new ArgumentException(
                $"batch-size: {batchSize} is not allowed; expected at most {available / each}: an image of {imageSize} x " +
                $"{imageSize} in {network.Backbone.Name} takes {each >> 20} MiB, and there are {available >> 20}.");
        }
    }
}
