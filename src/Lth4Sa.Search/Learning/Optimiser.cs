using System.Runtime.Intrinsics;

namespace Lth4Sa.Search.Learning;

/// <summary>Moves a flat parameter vector against a gradient.</summary>
public sealed class Optimiser : IRecoverable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

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
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(first, momentum, gradient, first);
            Vectors.AddScaled(first, -learningRate, parameters);
            return;
        }

        var (correction1, correction2) = (1 - Math.Pow(Beta1, steps), 1 - Math.Pow(Beta2, steps));
        var i = 0;
        for (; i <= parameters.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var g = Vector256.Create(gradient[i..]);
            var m = Vector256.Create<double>(first.AsSpan(i)) * Beta1 + g * (1 - Beta1);
            var v = Vector256.Create<double>(second.AsSpan(i)) * Beta2 + g * g * (1 - Beta2);
            m.CopyTo(first, i);
            v.CopyTo(second, i);
            var direction = m / Vector256.Create(correction1) / (Vector256.Sqrt(v / Vector256.Create(correction2)) + Vector256.Create(Epsilon));
            (Vector256.Create<double>(parameters[i..]) - direction * learningRate).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            var g = gradient[i];
            first[i] = first[i] * Beta1 + g * (1 - Beta1);
            second[i] = second[i] * Beta2 + g * g * (1 - Beta2);
            parameters[i] -= first[i] / correction1 / (Math.Sqrt(second[i] / correction2) + Epsilon) * learningRate;
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
}
