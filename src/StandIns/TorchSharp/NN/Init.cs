namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            public enum FanInOut
            {
                FanIn,
                FanOut,
            }

            public enum NonlinearityType
            {
                ReLU,
                LeakyReLU,
            }

            public static Tensor zeros_(Tensor tensor) => WithoutGrad(tensor, t => t.zero_());

            public static Tensor ones_(Tensor tensor) => WithoutGrad(tensor, t => t.fill_(1));

            public static Tensor constant_(Tensor tensor, Scalar val) => WithoutGrad(tensor, t => t.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1) => WithoutGrad(tensor, t => t.uniform_(low, high));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1) => WithoutGrad(tensor, t => t.normal_(mean, std));

            /// <summary>He initialisation (arXiv:1502.01852), uniform in ±gain · sqrt(3 / fan).</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * Std(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>He initialisation (arXiv:1502.01852), normal with standard deviation gain / sqrt(fan).</summary>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Std(tensor, a, mode, nonlinearity));

            private static double Std(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var shape = tensor.shape;
                var receptive = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                var fan = receptive * (mode == FanInOut.FanIn ? shape[1] : shape[0]);
                var gain = Math.Sqrt(2.0 / (1 + (nonlinearity == NonlinearityType.ReLU ? 0 : a * a)));
                return gain / Math.Sqrt(fan);
            }

            private static Tensor WithoutGrad(Tensor tensor, Func<Tensor, Tensor> body)
            {
                using var _ = no_grad();
                return body(tensor);
            }
        }
    }
}
