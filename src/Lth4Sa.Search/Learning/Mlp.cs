using Lth4Sa.Search.Randomness;

namespace Lth4Sa.Search.Learning;

/// <summary>
/// A fully connected network with ReLU between its layers, in double precision, whose parameters live in one flat
/// vector: for each layer the weights (outputs x inputs, row-major), then the biases. The searched networks have a
/// few thousand parameters, where plain loops cost less than a call to a tensor library.
/// </summary>
public sealed class Mlp
{
    private readonly int[] widths;

    /// <param name="widths">Inputs, hidden widths, outputs; at least two.</param>
    public Mlp(params int[] widths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widths.Length, 2);
        this.widths = widths;
        ParameterCount = Enumerable.Range(1, widths.Length - 1).Sum(l => (widths[l - 1] + 1) * widths[l]);
    }

    public int ParameterCount { get; }

    /// <summary>PyTorch's default for a linear layer: weights and biases uniform in ±1/sqrt(inputs).</summary>
    public double[] Initialise(Philox random, RandomStream stream)
    {
        var parameters = new double[ParameterCount];
        var at = 0;
        for (var layer = 1; layer < widths.Length; layer++)
        {
            var bound = 1 / Math.Sqrt(widths[layer - 1]);
            for (var end = at + (widths[layer - 1] + 1) * widths[layer]; at < end; at++)
            {
                parameters[at] = bound * (2 * random.Uniform(stream, (ulong)layer, (uint)at) - 1);
            }
        }

        return parameters;
    }

    /// <summary>The activations of every layer, the input first and the (linear) output last.</summary>
    public double[][] Forward(double[] parameters, double[] input)
    {
        var activations = new double[widths.Length][];
        activations[0] = input;
        var at = 0;
        for (var layer = 1; layer < widths.Length; layer++)
        {
            var (inputs, outputs) = (widths[layer - 1], widths[layer]);
            var (from, to) = (activations[layer - 1], new double[outputs]);
            var biases = at + inputs * outputs;
            for (var o = 0; o < outputs; o++)
            {
                var sum = parameters[biases + o];
                for (var i = 0; i < inputs; i++)
                {
                    sum += parameters[at + o * inputs + i] * from[i];
                }

                to[o] = layer < widths.Length - 1 ? Math.Max(0, sum) : sum;
            }

            activations[layer] = to;
            at = biases + outputs;
        }

        return activations;
    }

    /// <summary>Adds the gradient of a scalar to <paramref name="gradient"/>.</summary>
    /// <param name="activations">What <see cref="Forward"/> answered.</param>
    /// <param name="outputGradient">The scalar's derivative by each output.</param>
    public void Backward(double[] parameters, double[][] activations, double[] outputGradient, double[] gradient)
    {
        var delta = outputGradient;
        var end = ParameterCount;
        for (var layer = widths.Length - 1; layer >= 1; layer--)
        {
            var (inputs, outputs) = (widths[layer - 1], widths[layer]);
            var biases = end - outputs;
            var weights = biases - inputs * outputs;
            var from = activations[layer - 1];
            var previous = new double[inputs];
            for (var o = 0; o < outputs; o++)
            {
                gradient[biases + o] += delta[o];
                for (var i = 0; i < inputs; i++)
                {
                    gradient[weights + o * inputs + i] += delta[o] * from[i];
                    previous[i] += delta[o] * parameters[weights + o * inputs + i];
                }
            }

            for (var i = 0; i < inputs && layer > 1; i++)
            {
                previous[i] = from[i] > 0 ? previous[i] : 0;
            }

            delta = previous;
            end = weights;
        }
    }
}
