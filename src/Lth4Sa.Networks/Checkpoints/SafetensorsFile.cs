using static TorchSharp.torch;

namespace Lth4Sa.Networks.Checkpoints;

/// <param name="Tensors">The tensors by name, owned by the dispose scope that was open when the file was read.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
