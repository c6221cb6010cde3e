using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>Moves a flat parameter vector against a gradient.</summary>
public sealed class Optimiser : IRecoverable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private const double Negligible = 1e-60;

    private readonly OptimiserKind kind;
    private readonly double learningRate;
    private readonly double momentum;

    // SGD: the momentum buffer and nothing; Adam: the first and the second moment.
    private readonly double[] first;
    private readonly double[] second;
    private long steps;

    public Optimiser(OptimiserKind kind, int parameters, double learningRate, double momentum = 0.9)
    {
        (this.kind, this.learningRate, this.momentum) = (kind, learningRate, momentum);
        (first, second) = (new double[parameters], kind == OptimiserKind.Adam ? new double[parameters] : []);
    }

    /// <summary>One step; <paramref name="parameters"/> change in place.</summary>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        steps++;
        if (kind == OptimiserKind.Sgd)
        {
            TensorPrimitives.MultiplyAdd(first, momentum, gradient, first);
            Vectors.AddScaled(first, -learningRate, parameters);
            return;
        }

        // Both bias corrections in the rate and in epsilon: one division for each parameter instead of three.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, steps));
        var (rate, epsilon) = (learningRate * correction / (1 - Math.Pow(Beta1, steps)), Epsilon * correction);
        var i = 0;
        for (; i <= parameters.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var g = Vector256.Create(gradient[i..]);
            var m = Settled(Vector256.Create<double>(first.AsSpan(i)) * Beta1 + g * (1 - Beta1));
            var v = Settled(Vector256.Create<double>(second.AsSpan(i)) * Beta2 + g * g * (1 - Beta2));
            m.CopyTo(first, i);
            v.CopyTo(second, i);
            (Vector256.Create<double>(parameters[i..]) - m / (Vector256.Sqrt(v) + Vector256.Create(epsilon)) * rate)
                .CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            var m = first[i] = Settled(Vector256.CreateScalar(first[i] * Beta1 + g * (1 - Beta1)))[0];
            var v = second[i] = Settled(Vector256.CreateScalar(second[i] * Beta2 + g * g * (1 - Beta2)))[0];
            parameters[i] -= m / (Math.Sqrt(v) + epsilon) * rate;
        }
    }

    public void Save(BinaryWriter to)
    {
        to.Write(steps);
        to.Write(first);
        to.Write(second);
    }

    public void Restore(BinaryReader from)
    {
        steps = from.ReadInt64();
        from.Read(first);
        from.Read(second);
    }

    // A moment whose gradient has become 0 decays for ever; before it is a denormal number, on which processors are many
    // times slower, it is 0.
    private static Vector256<double> Settled(Vector256<double> moments) =>
        Vector256.ConditionalSelect(
            Vector256.LessThan(Vector256.Abs(moments), Vector256.Create(Negligible)), Vector256<double>.Zero, moments);
}
