using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>
/// An LSTM over a sequence of tokens with one linear output for each, in double precision. A token's embedding and its
/// input weights are one matrix, since the tokens are few. For one thread: the last sequence is kept for
/// <see cref="Backward"/>. Parameters: token weights (tokens x 4H), recurrent weights (H x 4H), biases (4H), output
/// weights (H), output bias; gates in the order input, forget, cell, output.
/// </summary>
public sealed class Lstm
{
    private readonly int tokens;
    private readonly int hidden;
    private readonly double[][] gates;
    private readonly double[][] cells;
    private readonly double[][] states;

    /// <param name="tokens">The number of different inputs.</param>
    /// <param name="hidden">The width of the hidden state, H.</param>
    /// <param name="length">The length of a sequence.</param>
    public Lstm(int tokens, int hidden, int length)
    {
        (this.tokens, this.hidden) = (tokens, hidden);
        gates = [.. Enumerable.Range(0, length).Select(_ => new double[4 * hidden])];
        cells = [.. Enumerable.Range(0, length + 1).Select(_ => new double[hidden])];
        states = [.. Enumerable.Range(0, length + 1).Select(_ => new double[hidden])];
        ParameterCount = (tokens + hidden + 1) * 4 * hidden + hidden + 1;
    }

    public int ParameterCount { get; }

    private int Gates => 4 * hidden;

    private int Recurrent => tokens * Gates;

    private int Biases => Recurrent + hidden * Gates;

    private int Output => Biases + Gates;

    /// <summary>Uniform in ±0.1, as ENAS.</summary>
    public double[] Initialise(Philox random, RandomStream stream) =>
        [.. Enumerable.Range(0, ParameterCount).Select(i => 0.1 * (2 * random.Uniform(stream, 0, (uint)i) - 1))];

    /// <summary>Takes a token at place <paramref name="at"/> of the sequence, after those before it, and answers its output.</summary>
    public double Next(ReadOnlySpan<double> parameters, int at, int token)
    {
        var gate = gates[at].AsSpan();
        parameters.Slice(Biases, Gates).CopyTo(gate);
        Vectors.AddScaled(parameters.Slice(token * Gates, Gates), 1, gate);
        for (var j = 0; j < hidden; j++)
        {
            Vectors.AddScaled(parameters.Slice(Recurrent + j * Gates, Gates), states[at][j], gate);
        }

        for (var j = 0; j < hidden; j++)
        {
            gate[j] = Sigmoid(gate[j]);
            gate[hidden + j] = Sigmoid(gate[hidden + j]);
            gate[2 * hidden + j] = Math.Tanh(gate[2 * hidden + j]);
            gate[3 * hidden + j] = Sigmoid(gate[3 * hidden + j]);
            cells[at + 1][j] = gate[hidden + j] * cells[at][j] + gate[j] * gate[2 * hidden + j];
            states[at + 1][j] = gate[3 * hidden + j] * Math.Tanh(cells[at + 1][j]);
        }

        return Vectors.Dot(parameters.Slice(Output, hidden), states[at + 1]) + parameters[^1];
    }

    /// <summary>Adds to <paramref name="gradient"/> the gradient of a scalar over the last whole sequence.</summary>
    /// <param name="sequence">The tokens.</param>
    /// <param name="outputGradient">The scalar's derivative by each output.</param>
    public void Backward(
        ReadOnlySpan<double> parameters, ReadOnlySpan<int> sequence, ReadOnlySpan<double> outputGradient, Span<double> gradient)
    {
        var (ofState, ofCell, ofGates) = (new double[hidden], new double[hidden], new double[Gates]);
        for (var at = sequence.Length - 1; at >= 0; at--)
        {
            Vectors.AddScaled(states[at + 1], outputGradient[at], gradient.Slice(Output, hidden));
            gradient[^1] += outputGradient[at];
            Vectors.AddScaled(parameters.Slice(Output, hidden), outputGradient[at], ofState);
            BackwardCell(at, ofState, ofCell, ofGates);
            Vectors.AddScaled(ofGates, 1, gradient.Slice(Biases, Gates));
            Vectors.AddScaled(ofGates, 1, gradient.Slice(sequence[at] * Gates, Gates));
            for (var j = 0; j < hidden; j++)
            {
                Vectors.AddScaled(ofGates, states[at][j], gradient.Slice(Recurrent + j * Gates, Gates));
                ofState[j] = Vectors.Dot(parameters.Slice(Recurrent + j * Gates, Gates), ofGates);
            }
        }
    }

    private void BackwardCell(int at, double[] ofState, double[] ofCell, double[] ofGates)
    {
        var gate = gates[at];
        for (var j = 0; j < hidden; j++)
        {
            var (input, forget, candidate, output) = (gate[j], gate[hidden + j], gate[2 * hidden + j], gate[3 * hidden + j]);
            var cell = Math.Tanh(cells[at + 1][j]);
            ofCell[j] += ofState[j] * output * (1 - cell * cell);
            ofGates[j] = ofCell[j] * candidate * input * (1 - input);
            ofGates[hidden + j] = ofCell[j] * cells[at][j] * forget * (1 - forget);
            ofGates[2 * hidden + j] = ofCell[j] * input * (1 - candidate * candidate);
            ofGates[3 * hidden + j] = ofState[j] * cell * output * (1 - output);
            ofCell[j] *= forget;
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
