using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Weight, out x in/groups x kernel, and bias, initialised as PyTorch does.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(string name, long inChannels, long outChannels, long groups, long[] kernel, bool bias) : base(name)
    {
        (in_channels, out_channels) = (inChannels, outChannels);
        weight = new Parameter(empty([outChannels, inChannels / groups, .. kernel]));
        register_parameter(nameof(weight), weight);
        nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        if (bias)
        {
            var bound = 1 / Math.Sqrt(kernel.Aggregate(inChannels / groups, (product, size) => product * size));
            this.bias = new Parameter(empty(outChannels));
            register_parameter(nameof(bias), this.bias);
            nn.init.uniform_(this.bias, -bound, bound);
        }
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public Parameter weight { get; }

    public Parameter? bias { get; }
}
