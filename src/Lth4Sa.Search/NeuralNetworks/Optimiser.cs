using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>Moves a flat parameter vector against a gradient.</summary>
public sealed class Optimiser : IRecoverable
{
    private const double Epsilon = 1e-8, Negligible = 1e-60;

    private readonly OptimiserKind kind;
    private readonly double learningRate;
    private readonly double momentum;
    private readonly double beta1;
    private readonly double beta2;
    private readonly double decay;

    // SGD: the momentum buffer and nothing; Adam: the first and the second moment.
    private readonly double[] first;
    private readonly double[] second;
    private long steps;

    /// <param name="kind">The rule of its steps.</param>
    /// <param name="parameters">The number of parameters.</param>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="momentum">The momentum of SGD, in [0, 1); default 0.9. Adam ignores it.</param>
    /// <param name="beta1">The decay of Adam's first moment, in [0, 1); default 0.9.</param>
    /// <param name="beta2">The decay of Adam's second moment, in [0, 1); default 0.999.</param>
    /// <param name="decay">Adam's weight decay: this times the parameter is added to its gradient. At least 0; default 0.</param>
    public Optimiser(
        OptimiserKind kind, int parameters, double learningRate, double momentum = 0.9, double beta1 = 0.9, double beta2 = 0.999,
        double decay = 0)
    {
        (this.kind, this.learningRate, this.momentum) = (kind, learningRate, momentum);
        (this.beta1, this.beta2, this.decay) = (beta1, beta2, decay);
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
        var correction = Math.Sqrt(1 - Math.Pow(beta2, steps));
        var (rate, epsilon) = (learningRate * correction / (1 - Math.Pow(beta1, steps)), Epsilon * correction);
        var i = 0;
        for (; i <= parameters.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var g = Vector256.Create(gradient[i..]);
            g = decay == 0 ? g : g + Vector256.Create<double>(parameters[i..]) * decay;
            var m = Settled(Vector256.Create<double>(first.AsSpan(i)) * beta1 + g * (1 - beta1));
            var v = Settled(Vector256.Create<double>(second.AsSpan(i)) * beta2 + g * g * (1 - beta2));
            m.CopyTo(first, i);
            v.CopyTo(second, i);
            (Vector256.Create<double>(parameters[i..]) - m / (Vector256.Sqrt(v) + Vector256.Create(epsilon)) * rate)
                .CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = decay == 0 ? gradient[i] : gradient[i] + parameters[i] * decay;
            var m = first[i] = Settled(Vector256.CreateScalar(first[i] * beta1 + g * (1 - beta1)))[0];
            var v = second[i] = Settled(Vector256.CreateScalar(second[i] * beta2 + g * g * (1 - beta2)))[0];
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
