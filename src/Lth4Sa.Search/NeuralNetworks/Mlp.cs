using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>
/// A fully connected network with ReLU between its layers, in double precision, whose parameters live in one flat
/// vector: for each layer the weights (inputs x outputs, row-major), then the biases. The searched networks have a
/// few thousand parameters, where plain loops cost less than a call to a tensor library. For one thread: the
/// activations of the last forward pass are kept.
/// </summary>
public sealed class Mlp
{
    private readonly int[] widths;
    private readonly double[][] activations;
    private readonly double[][] slopes;

    /// <param name="widths">Inputs, hidden widths, outputs; at least two.</param>
    public Mlp(params int[] widths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widths.Length, 2);
        this.widths = widths;
        activations = [.. widths.Select(w => new double[w])];
        slopes = [.. widths.Select(w => new double[w])];
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

    /// <summary>The (linear) outputs, which stay until the next call.</summary>
    public ReadOnlySpan<double> Forward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> input)
    {
        input.CopyTo(activations[0]);
        for (var layer = 1; layer < widths.Length; layer++)
        {
            var (inputs, outputs) = (widths[layer - 1], widths[layer]);
            var from = activations[layer - 1];
            var to = activations[layer].AsSpan();
            parameters.Slice(inputs * outputs, outputs).CopyTo(to);
            for (var i = 0; i < inputs; i++)
            {
                // Half of a scheme is zeros, and so are many hidden neurons.
                if (from[i] != 0)
                {
                    Vectors.AddScaled(parameters.Slice(i * outputs, outputs), from[i], to);
                }
            }

            for (var o = 0; o < outputs && layer < widths.Length - 1; o++)
            {
                to[o] = Math.Max(0, to[o]);
            }

            parameters = parameters[((inputs + 1) * outputs)..];
        }

        return activations[^1];
    }

    /// <summary>Adds to <paramref name="gradient"/> the gradient of a scalar at the last forward pass.</summary>
    /// <param name="parameters">Those of that pass.</param>
    /// <param name="outputGradient">The scalar's derivative by each output.</param>
    public void Backward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> outputGradient, Span<double> gradient)
    {
        var delta = outputGradient;
        var end = ParameterCount;
        for (var layer = widths.Length - 1; layer >= 1; layer--)
        {
            var (inputs, outputs) = (widths[layer - 1], widths[layer]);
            var weights = end - (inputs + 1) * outputs;
            var from = activations[layer - 1];
            Vectors.AddScaled(delta, 1, gradient.Slice(end - outputs, outputs));
            for (var i = 0; i < inputs; i++)
            {
                // Where a ReLU is shut nothing passes in either direction.
                slopes[layer - 1][i] = from[i] > 0 && layer > 1 ? Vectors.Dot(parameters.Slice(weights + i * outputs, outputs), delta) : 0;
                if (from[i] != 0)
                {
                    Vectors.AddScaled(delta, from[i], gradient.Slice(weights + i * outputs, outputs));
                }
            }

            delta = slopes[layer - 1];
            end = weights;
        }
    }
}
