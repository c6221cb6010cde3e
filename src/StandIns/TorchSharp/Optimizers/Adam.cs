using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adam (arXiv:1412.6980) as PyTorch defines it.</summary>
    public class Adam : OptimizerHelper
    {
        private readonly double beta1;
        private readonly double beta2;
        private readonly double eps;
        private readonly double weightDecay;
        private readonly State[] states;

        internal Adam(IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double weightDecay)
            : base(parameters, lr)
        {
            (this.beta1, this.beta2, this.eps, this.weightDecay) = (beta1, beta2, eps, weightDecay);
            states = [.. Parameters.Select(p => new State(p))];
        }

        private protected override IEnumerable<OptimizerState> States => states;

        private protected override void Update(int index, Parameter parameter, torch.Tensor gradient)
        {
            var state = states[index];
            state.exp_avg ??= torch.zeros(parameter.shape, parameter.dtype, parameter.device).DetachFromDisposeScope();
            state.exp_avg_sq ??= torch.zeros(parameter.shape, parameter.dtype, parameter.device).DetachFromDisposeScope();
            state.step++;

            if (weightDecay != 0)
            {
                gradient = gradient.add(parameter, weightDecay);
            }

            state.exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
            var correction1 = 1 - Math.Pow(beta1, state.step);
            var correction2 = 1 - Math.Pow(beta2, state.step);
            var denominator = state.exp_avg_sq.sqrt().div_(Math.Sqrt(correction2)).add_(eps);
            parameter.addcdiv_(state.exp_avg, denominator, -LearningRate / correction1);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var state in disposing ? states : [])
            {
                state.exp_avg?.Dispose();
                state.exp_avg_sq?.Dispose();
            }
        }

        public sealed class State(Parameter parameter) : OptimizerState(parameter)
        {
            public long step;
            public torch.Tensor? exp_avg;
            public torch.Tensor? exp_avg_sq;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay);
        }
    }
}
