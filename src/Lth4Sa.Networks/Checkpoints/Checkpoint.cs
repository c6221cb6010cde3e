using Lth4Sa.Networks.Supernet;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Checkpoints;

/// <summary>Networks in safetensors files, under PyTorch's names.</summary>
public static class Checkpoint
{
    /// <summary>Loads the weights of a network from a file that may hold more.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor, or one has another shape or type.</exception>
    public static void Load(AttentionNetwork network, string path)
    {
        using var scope = NewDisposeScope();
        Restore(network, Safetensors.Load(path), path);
    }

    /// <summary>Writes weights and batch-norm statistics only.</summary>
    public static void Save(AttentionNetwork network, string path, IReadOnlyDictionary<string, string> metadata) =>
        Safetensors.Save(path, network.state_dict(), metadata);

    internal static void Restore(AttentionNetwork network, SafetensorsFile file, string path)
    {
        using var _ = no_grad();
        var wanted = network.state_dict();
        // All of it is checked before any of it is changed.
        foreach (var (name, tensor) in wanted)
        {
            var found = file.Tensors.GetValueOrDefault(name)
                ?? throw new InvalidDataException($"{path}: the tensor '{name}' is missing.");
            if (found.dtype != tensor.dtype || !found.shape.SequenceEqual(tensor.shape))
            {
                throw new InvalidDataException(
                    $"{path}: the tensor '{name}' should be {tensor.dtype} [{string.Join(", ", tensor.shape)}], but is " +
                    $"{found.dtype} [{string.Join(", ", found.shape)}].");
            }
        }

        foreach (var (name, tensor) in wanted)
        {
            tensor.copy_(file.Tensors[name]);
        }
    }
}
