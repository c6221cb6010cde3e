using static TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static unsafe partial class functional
        {
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                fixed (long* s = Two(strides, 1), p = Two(padding, 0), d = Two(dilation, 1))
                {
                    return new Tensor(lth_conv2d(input.Handle, weight.Handle, bias?.Handle ?? IntPtr.Zero, s, p, d, groups));
                }
            }

            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                new(lth_conv1d(input.Handle, weight.Handle, bias?.Handle ?? IntPtr.Zero, stride ?? 1, padding ?? 0, dilation ?? 1, groups));

            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                new(lth_batch_norm(input.Handle, running_mean?.Handle ?? IntPtr.Zero, running_var?.Handle ?? IntPtr.Zero, weight?.Handle ?? IntPtr.Zero, bias?.Handle ?? IntPtr.Zero, training ? 1 : 0, momentum, eps));

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                new(lth_linear(input.Handle, weights.Handle, bias?.Handle ?? IntPtr.Zero));

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                new(lth_adaptive_avg_pool2d(input.Handle, output_size, output_size));

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null)
            {
                fixed (long* k = Two([kernel_size], 0), s = Two([stride ?? kernel_size], 0), p = Two([padding ?? 0], 0))
                {
                    return new Tensor(lth_avg_pool2d(input.Handle, k, s, p));
                }
            }

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null)
            {
                fixed (long* k = Two([kernel_size], 0), s = Two([stride ?? kernel_size], 0), p = Two([padding ?? 0], 0))
                {
                    return new Tensor(lth_max_pool2d(input.Handle, k, s, p));
                }
            }

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor softmax(Tensor input, long dim) => input.softmax(dim);

            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            {
                if (weight is not null || ignore_index != -100)
                {
                    throw new NotSupportedException("The stand-in's cross_entropy has no class weights and no ignored class.");
                }

                return new Tensor(lth_cross_entropy(input.Handle, target.Handle, (long)reduction, label_smoothing));
            }

            private static long[] Two(long[]? values, long otherwise) => values switch
            {
                null => [otherwise, otherwise],
                [var one] => [one, one],
                _ => values,
            };
        }
    }
}
