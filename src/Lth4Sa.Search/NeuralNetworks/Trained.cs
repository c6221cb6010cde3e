namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>Parameters, the gradient that gathers for them, and the optimiser that moves them.</summary>
internal sealed class Trained(double[] parameters, OptimiserKind kind, double learningRate, double momentum = 0.9) : IRecoverable
{
    private readonly double[] gradient = new double[parameters.Length];
    private readonly Optimiser optimiser = new(kind, parameters.Length, learningRate, momentum);

    public ReadOnlySpan<double> Parameters => parameters;

    public Span<double> Gradient => gradient;

    /// <summary>One step against the gradient, which is then zero again.</summary>
    public void Step()
    {
        optimiser.Step(parameters, gradient);
        Array.Clear(gradient);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(parameters);
        optimiser.Save(to);
    }

    public void Restore(BinaryReader from)
    {
        from.Read(parameters);
        optimiser.Restore(from);
    }
}
