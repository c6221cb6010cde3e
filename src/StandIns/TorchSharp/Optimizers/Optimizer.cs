using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public abstract partial class Optimizer : IDisposable
            {
                public interface ILearningRateController
                {
                    double LearningRate { get; set; }
                }

                public class StateDictionary
                {
                    public List<OptimizerState> State { get; } = [];
                }

                public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

                public abstract void zero_grad();

                public abstract Tensor? step(Func<Tensor>? closure = null);

                public abstract void Dispose();
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public abstract class OptimizerState(Parameter parameter)
    {
        protected readonly Parameter _parameter = parameter;
    }

    /// <summary>One group of parameters with one learning rate, and a state for each.</summary>
    public abstract class OptimizerHelper : torch.optim.Optimizer, torch.optim.Optimizer.ILearningRateController
    {
        private protected OptimizerHelper(IEnumerable<Parameter> parameters, double learningRate)
        {
            Parameters = [.. parameters];
            LearningRate = learningRate;
        }

        public double LearningRate { get; set; }

        public override IEnumerable<ILearningRateController> ParamGroups => [this];

        private protected Parameter[] Parameters { get; }

        private protected abstract IEnumerable<OptimizerState> States { get; }

        /// <summary>The live states, in the order of the parameters.</summary>
        public virtual StateDictionary state_dict()
        {
            var dictionary = new StateDictionary();
            dictionary.State.AddRange(States);
            return dictionary;
        }

        public override void zero_grad()
        {
            foreach (var parameter in Parameters)
            {
                using var gradient = parameter.grad;
                gradient?.zero_();
            }
        }

        public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
        {
            var loss = closure?.Invoke();
            using var grad = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            for (var i = 0; i < Parameters.Length; i++)
            {
                if (Parameters[i].grad is { } gradient)
                {
                    Update(i, Parameters[i], gradient);
                }
            }

            return loss;
        }

        public override void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        private protected abstract void Update(int index, Parameter parameter, torch.Tensor gradient);

        protected abstract void Dispose(bool disposing);
    }
}
