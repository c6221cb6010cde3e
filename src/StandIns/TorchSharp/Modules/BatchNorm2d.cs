using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class BatchNorm2d : nn.Module<Tensor, Tensor>
    {
        internal BatchNorm2d(long features, double eps, double momentum) : base(nameof(BatchNorm2d))
        {
            (this.eps, this.momentum) = (eps, momentum);
            weight = new Parameter(ones(features));
            bias = new Parameter(zeros(features));
            running_mean = zeros(features);
            running_var = ones(features);
            num_batches_tracked = tensor(0L);
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
            register_buffer(nameof(running_mean), running_mean);
            register_buffer(nameof(running_var), running_var);
            register_buffer(nameof(num_batches_tracked), num_batches_tracked);
        }

        public Parameter weight { get; }

        public Parameter bias { get; }

        public Tensor running_mean { get; }

        public Tensor running_var { get; }

        public Tensor num_batches_tracked { get; }

        public double eps { get; }

        public double? momentum { get; }

        public override Tensor forward(Tensor input)
        {
            if (input.ndim != 4)
            {
                throw new ArgumentException($"expected 4D input, but got {input.ndim}D input.");
            }

            if (training)
            {
                num_batches_tracked.add_(1);
            }

            return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum ?? 0.1, eps);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1) =>
                new(num_features, eps, momentum);
        }
    }
}
