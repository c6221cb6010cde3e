using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class ReLU : nn.Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

        public override Tensor forward(Tensor input) => nn.functional.relu(input, inplace);
    }

    public sealed class Sigmoid : nn.Module<Tensor, Tensor>
    {
        internal Sigmoid() : base(nameof(Sigmoid))
        {
        }

        public override Tensor forward(Tensor input) => input.sigmoid();
    }

    public sealed class Identity : nn.Module<Tensor, Tensor>
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        public override Tensor forward(Tensor input) => input.alias();
    }

    public sealed class AdaptiveAvgPool2d : nn.Module<Tensor, Tensor>
    {
        private readonly long size;

        internal AdaptiveAvgPool2d(long size) : base(nameof(AdaptiveAvgPool2d)) => this.size = size;

        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, size);
    }

    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.Module<Tensor, Tensor>> steps = [];

        internal Sequential((string Name, nn.Module<Tensor, Tensor> Module)[] modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
            {
                register_module(name, module);
                steps.Add(module);
            }
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var output = input;
            foreach (var step in steps)
            {
                output = step.call(output);
            }

            return (ReferenceEquals(output, input) ? input.alias() : output).MoveToOuterDisposeScope();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ReLU ReLU(bool inplace = false) => new(inplace);

            public static Modules.Sigmoid Sigmoid() => new();

            public static Modules.Identity Identity() => new();

            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(output_size);

            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                new([.. modules.Select((m, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), m))]);
        }
    }
}
