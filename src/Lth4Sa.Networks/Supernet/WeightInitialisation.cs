using Lth4Sa.Networks.Attention;
using Lth4Sa.Search.Random;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Supernet;

/// <summary>
/// The reference's initial weights from counter-based random numbers. Normal with deviation sqrt(2 / (k k outputs)):
/// two-dimensional convolutions, the two layers of SE among them, which are 1 x 1 convolutions in the reference. PyTorch's
/// uniform ±1/sqrt(inputs of one output): the other linear layers (classifier, DIA, CBAM), one-dimensional convolutions
/// (ECA), and all biases of convolutions and linear layers. Batch-norm has 1 and 0, SGE 0 and 1. The counter holds the
/// parameter's name, so a block starts with the same weights in the supernet and in every stand-alone network.
/// </summary>
internal static class WeightInitialisation
{
    public static void Apply(nn.Module network, ulong seed)
    {
        using var _ = no_grad();
        var random = new Philox(seed);
        var named = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var pointwise = network.named_modules().Where(m => m.module is AttentionModule { StartsAsConvolutions: true })
            .Select(m => m.name + ".").ToArray();
        foreach (var (name, parameter) in named)
        {
            var shape = parameter.shape;
            var key = Hash(name);
            // A bias takes its bound from the weight beside it; a one-dimensional parameter without a weight of more
            // dimensions is batch-norm's or SGE's and keeps what its module gave it.
            var weight = name.EndsWith(".bias", StringComparison.Ordinal) && named.GetValueOrDefault(name[..^4] + "weight") is { } w
                ? w.shape
                : shape;
            if (shape.Length == 4
                || (shape.Length == 2 && pointwise.Any(module => name.StartsWith(module, StringComparison.Ordinal))))
            {
                var deviation = Math.Sqrt(2.0 / (shape[0] * shape[2..].Aggregate(1L, (a, b) => a * b)));
                Fill(parameter, i => deviation * random.Normal(RandomStream.NetworkWeights, key, i));
            }
            else if (weight.Length > 1)
            {
                var bound = 1 / Math.Sqrt(weight[1..].Aggregate((a, b) => a * b));
                Fill(parameter, i => bound * (2 * random.Uniform(RandomStream.NetworkWeights, key, i) - 1));
            }
        }
    }

    private static void Fill(Parameter parameter, Func<uint, double> value)
    {
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)value((uint)i);
        }

        using var tensor = torch.tensor(values, parameter.shape);
        parameter.copy_(tensor);
    }

    /// <summary>FNV-1a, 64 bits: the same on every machine and in every process.</summary>
    private static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }
}
