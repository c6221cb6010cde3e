namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>A Lipschitz continuous function on the cube [0, 1]^d, whose volume is 1: T of Theorem 2.</summary>
/// <param name="Dimension">The dimension d.</param>
/// <param name="Constant">The least L with |T(x) - T(y)| at most L |x - y| (Eq. 13).</param>
/// <param name="Range">The difference of its largest and its least value.</param>
/// <param name="Value">T.</param>
public sealed record LipschitzFunction(int Dimension, double Constant, double Range, Func<double[], double> Value)
{
    /// <summary>
    /// The functions by name; each is made for a dimension. <c>wave</c> is the mean of sin(2 pi x_i), <c>cone</c> the distance to
    /// the middle of the cube.
    /// </summary>
    public static Registry<Func<int, LipschitzFunction>> Registry { get; } = new("function",
        ("wave", d => new(d, 2 * Math.PI / Math.Sqrt(d), 2, x => x.Average(t => Math.Sin(2 * Math.PI * t)))),
        ("cone", d => new(d, 1, Math.Sqrt(d) / 2, x => Math.Sqrt(x.Sum(t => (t - 0.5) * (t - 0.5))))));
}
