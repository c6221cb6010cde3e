using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Conv1d : Convolution
    {
        private readonly (long Stride, long Padding, long Dilation, long Groups) shape;

        internal Conv1d(long inChannels, long outChannels, long kernel, (long Stride, long Padding, long Dilation, long Groups) shape, bool bias)
            : base(nameof(Conv1d), inChannels, outChannels, shape.Groups, [kernel], bias) => this.shape = shape;

        public override Tensor forward(Tensor input)
        {
            if (input.ndim is not (2 or 3) || input.shape[^2] != in_channels)
            {
                throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to Conv1d.");
            }

            return nn.functional.conv1d(input, weight, bias, shape.Stride, shape.Padding, shape.Dilation, shape.Groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true) =>
                new(in_channels, out_channels, kernel_size, (stride, padding, dilation, groups), bias);
        }
    }
}
