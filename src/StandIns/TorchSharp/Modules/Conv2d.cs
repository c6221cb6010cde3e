using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Conv2d : Convolution
    {
        private readonly (long, long) stride;
        private readonly (long, long) padding;
        private readonly (long, long) dilation;
        private readonly long groups;

        internal Conv2d(long inChannels, long outChannels, (long, long) kernel, (long, long) stride, (long, long) padding, (long, long) dilation, long groups, bool bias)
            : base(nameof(Conv2d), inChannels, outChannels, groups, [kernel.Item1, kernel.Item2], bias) =>
            (this.stride, this.padding, this.dilation, this.groups) = (stride, padding, dilation, groups);

        public override Tensor forward(Tensor input)
        {
            if (input.ndim is not (3 or 4) || input.shape[^3] != in_channels)
            {
                throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d.");
            }

            return nn.functional.conv2d(input, weight, bias,
                [stride.Item1, stride.Item2], [padding.Item1, padding.Item2], [dilation.Item1, dilation.Item2], groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation), groups, bias);
        }
    }

    public enum PaddingModes
    {
        Zeros = 0,
    }
}
