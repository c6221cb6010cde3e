using Lth4Sa.Search.Learning;
using Lth4Sa.Search.Randomness;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Curiosity;

/// <summary>
/// The curiosity bonus g_rnd(a) = |target(a) - predictor(a)|^2 (appendix "Curiosity Bonus"; Burda et al.,
/// arXiv:1810.12894), summed over outputs. The target m -> 32 -> 32 -> 4m is random and fixed; the predictor
/// m -> 32 -> 4m learns every sampled scheme, so that the bonus of a scheme falls each time it is seen.
/// </summary>
public sealed class RandomNetworkDistillation
{
    private readonly Mlp target;
    private readonly Mlp predictor;
    private readonly double[] targetParameters;
    private readonly Optimiser optimiser;
    private readonly Philox random;

    public RandomNetworkDistillation(int blocks, CuriosityOptions options, ulong seed)
    {
        var (hidden, outputs) = (options.HiddenWidth, options.OutputsPerBlock * blocks);
        random = new Philox(seed);
        target = new Mlp(blocks, hidden, hidden, outputs);
        predictor = new Mlp(blocks, hidden, outputs);
        targetParameters = target.Initialise(random, RandomStream.CuriosityTarget);
        optimiser = new Optimiser(OptimiserKind.Adam, options.LearningRate);
    }

    public CuriosityState Initialise() => new(
        predictor.Initialise(random, RandomStream.CuriosityPredictor), optimiser.Initialise(predictor.ParameterCount));

    /// <summary>The bonus of a scheme, at least 0.</summary>
    public double Bonus(CuriosityState state, Scheme scheme) => Error(state, scheme).Difference.Sum(d => d * d);

    /// <summary>The bonus of each scheme before it is learnt, and the predictor after one step on their mean error.</summary>
    public (double[] Bonuses, CuriosityState Next) Observe(CuriosityState state, IReadOnlyList<Scheme> schemes)
    {
        var next = state.Copy();
        var gradient = new double[predictor.ParameterCount];
        var bonuses = new double[schemes.Count];
        for (var i = 0; i < schemes.Count; i++)
        {
            var (activations, difference) = Error(state, schemes[i]);
            bonuses[i] = difference.Sum(d => d * d);
            predictor.Backward(state.Predictor, activations, [.. difference.Select(d => 2 * d / schemes.Count)], gradient);
        }

        return (bonuses, next with { Optimiser = optimiser.Step(next.Predictor, gradient, next.Optimiser) });
    }

    private (double[][] Activations, double[] Difference) Error(CuriosityState state, Scheme scheme)
    {
        var input = scheme.ToVector();
        var wanted = target.Forward(targetParameters, input)[^1];
        var activations = predictor.Forward(state.Predictor, input);
        return (activations, [.. activations[^1].Zip(wanted, (predicted, truth) => predicted - truth)]);
    }
}
