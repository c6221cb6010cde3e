using System.Numerics.Tensors;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Theory;

/// <summary>Random inputs of norm at most 1.</summary>
internal static class UnitBall
{
    /// <summary>Draws an input: those of even number uniformly from the sphere, the others uniformly from the ball.</summary>
    /// <param name="network">The network that the input is for; another one gets other inputs.</param>
    /// <param name="input">The number of the input, from 0.</param>
    /// <param name="x">Receives the input; its length is the dimension.</param>
    public static void Draw(Philox random, ulong network, int input, Span<double> x)
    {
        var first = (uint)(input * (x.Length + 1));
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.Normal(RandomStream.TheoryInput, network, first + (uint)i);
        }

        var radius = input % 2 == 0
            ? 1
            : Math.Pow(random.Uniform(RandomStream.TheoryInput, network, first + (uint)x.Length), 1.0 / x.Length);
        TensorPrimitives.Multiply(x, radius / TensorPrimitives.Norm<double>(x), x);
    }
}
