namespace Lth4Sa.Search.Learning;

/// <summary>Moves a flat parameter vector against a gradient. All of its state is in <see cref="OptimiserState"/>.</summary>
public sealed class Optimiser(OptimiserKind kind, double learningRate, double momentum = 0.9)
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    public OptimiserState Initialise(int parameters) =>
        new(0, new double[parameters], kind == OptimiserKind.Adam ? new double[parameters] : []);

    /// <summary>One step; <paramref name="parameters"/> and the moments of <paramref name="state"/> change in place.</summary>
    public OptimiserState Step(double[] parameters, double[] gradient, OptimiserState state)
    {
        var steps = state.Steps + 1;
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * (kind == OptimiserKind.Adam
                ? AdamDirection(gradient[i], i, steps, state)
                : MomentumDirection(gradient[i], i, state));
        }

        return state with { Steps = steps };
    }

    private double MomentumDirection(double gradient, int i, OptimiserState state) =>
        state.First[i] = momentum * state.First[i] + gradient;

    private static double AdamDirection(double gradient, int i, long steps, OptimiserState state)
    {
        state.First[i] = Beta1 * state.First[i] + (1 - Beta1) * gradient;
        state.Second[i] = Beta2 * state.Second[i] + (1 - Beta2) * gradient * gradient;
        var mean = state.First[i] / (1 - Math.Pow(Beta1, steps));
        var variance = state.Second[i] / (1 - Math.Pow(Beta2, steps));
        return mean / (Math.Sqrt(variance) + Epsilon);
    }
}

/// <param name="Steps">Steps taken.</param>
/// <param name="First">SGD: the momentum buffer; Adam: the first moment.</param>
/// <param name="Second">Adam: the second moment; SGD: empty.</param>
public sealed record OptimiserState(long Steps, double[] First, double[] Second)
{
    public OptimiserState Copy() => new(Steps, [.. First], [.. Second]);
}
