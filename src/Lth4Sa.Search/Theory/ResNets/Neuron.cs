namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>A hidden neuron of a residual block: it adds a weight times relu(a x + b) to one coordinate.</summary>
/// <param name="Read">The row a.</param>
/// <param name="Bias">The bias b.</param>
/// <param name="Target">The coordinate that it writes to, from 0.</param>
/// <param name="Weight">The weight.</param>
public sealed record Neuron(double[] Read, double Bias, int Target, double Weight)
{
    /// <summary>A neuron that adds a weight times relu(x_i - t): from t on, the target's slope in x_i changes by the weight.</summary>
    public static Neuron Kink(int state, int coordinate, double threshold, int target, double weight)
    {
        var read = new double[state];
        read[coordinate] = 1;
        return new(read, -threshold, target, weight);
    }

    /// <summary>A neuron that adds a constant, by a bias of 1.</summary>
    public static Neuron Constant(int state, int target, double weight) => new(new double[state], 1, target, weight);
}
