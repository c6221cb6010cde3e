using System.Numerics.Tensors;

namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>A residual block with one hidden layer: x becomes x + V relu(U x + b).</summary>
public sealed class ResidualBlock
{
    private readonly int state;
    private readonly double[] read, bias, write;

    /// <param name="state">The number of coordinates of x.</param>
    /// <param name="width">The number of hidden neurons; those beyond the given ones are zero.</param>
    /// <param name="neurons">The hidden neurons, at most as many as the width.</param>
    public ResidualBlock(int state, int width, params ReadOnlySpan<Neuron> neurons)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neurons.Length, width);
        (this.state, read, bias, write) = (state, new double[width * state], new double[width], new double[width * state]);
        for (var i = 0; i < neurons.Length; i++)
        {
            bias[i] = neurons[i].Bias;
            neurons[i].Read.CopyTo(read, i * state);
            write[i * state + neurons[i].Target] = neurons[i].Weight;
        }
    }

    /// <summary>The number of hidden neurons.</summary>
    public int Width => bias.Length;

    /// <summary>Applies the block to many points at a time.</summary>
    /// <param name="x">The coordinates, each of all points: the input, and then the output.</param>
    /// <param name="hidden">Room for the hidden neurons of all points, at least as many as the width.</param>
    internal void Apply(double[][] x, double[][] hidden)
    {
        for (var neuron = 0; neuron < bias.Length; neuron++)
        {
            var sum = hidden[neuron];
            Array.Fill(sum, bias[neuron]);
            for (var i = 0; i < state; i++)
            {
                TensorPrimitives.MultiplyAdd(x[i], read[neuron * state + i], sum, sum);
            }

            TensorPrimitives.Max(sum, 0, sum);
        }

        for (var neuron = 0; neuron < bias.Length; neuron++)
        {
            for (var i = 0; i < state; i++)
            {
                TensorPrimitives.MultiplyAdd(hidden[neuron], write[neuron * state + i], x[i], x[i]);
            }
        }
    }
}
