using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent as PyTorch defines it: the weight decay joins the gradient, then the momentum.</summary>
    public class SGD : OptimizerHelper
    {
        private readonly double momentum;
        private readonly double dampening;
        private readonly double weightDecay;
        private readonly bool nesterov;
        private readonly State[] states;

        internal SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum, double dampening, double weightDecay, bool nesterov)
            : base(parameters, learningRate)
        {
            (this.momentum, this.dampening, this.weightDecay, this.nesterov) = (momentum, dampening, weightDecay, nesterov);
            states = [.. Parameters.Select(p => new State(p))];
        }

        private protected override IEnumerable<OptimizerState> States => states;

        private protected override void Update(int index, Parameter parameter, torch.Tensor gradient)
        {
            if (weightDecay != 0)
            {
                gradient = gradient.add(parameter, weightDecay);
            }

            if (momentum != 0)
            {
                var state = states[index];
                if (state.momentum_buffer is null)
                {
                    state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
                }
                else
                {
                    state.momentum_buffer.mul_(momentum).add_(gradient, 1 - dampening);
                }

                gradient = nesterov ? gradient.add(state.momentum_buffer, momentum) : state.momentum_buffer;
            }

            parameter.add_(gradient, -LearningRate);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var state in disposing ? states : [])
            {
                state.momentum_buffer?.Dispose();
            }
        }

        public sealed class State(Parameter parameter) : OptimizerState(parameter)
        {
            public torch.Tensor? momentum_buffer;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov);
        }
    }
}
