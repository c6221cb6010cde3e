using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(long inputSize, long outputSize, bool hasBias) : base(nameof(Linear))
        {
            (in_features, out_features) = (inputSize, outputSize);
            weight = new Parameter(empty(outputSize, inputSize));
            register_parameter(nameof(weight), weight);
            nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
            if (hasBias)
            {
                bias = new Parameter(empty(outputSize));
                register_parameter(nameof(bias), bias);
                nn.init.uniform_(bias, -1 / Math.Sqrt(inputSize), 1 / Math.Sqrt(inputSize));
            }
        }

        public long in_features { get; }

        public long out_features { get; }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true) => new(inputSize, outputSize, hasBias);
        }
    }
}
