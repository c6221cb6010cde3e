using System.Numerics.Tensors;
using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// The curiosity bonus g_rnd(a) = |target(a) - predictor(a)|^2 (appendix "Curiosity Bonus"; Burda et al.,
/// arXiv:1810.12894), summed over outputs. The target m -> 32 -> 32 -> 4m is random and fixed; the predictor
/// m -> 32 -> 4m learns every sampled scheme, so that the bonus of a scheme falls each time it is seen.
/// </summary>
public sealed class RandomNetworkDistillation : IRecoverable
{
    private readonly Mlp target;
    private readonly Mlp predictor;
    private readonly double[] targetParameters;
    private readonly Trained phi;
    private readonly double[] difference;
    private readonly BonusScope scope;

    public RandomNetworkDistillation(int blocks, CuriosityOptions options, ulong seed)
    {
        var (hidden, outputs, random) = (options.HiddenWidth, options.OutputsPerBlock * blocks, new Philox(seed));
        scope = options.Bonus;
        target = new Mlp(blocks, hidden, hidden, outputs);
        predictor = new Mlp(blocks, hidden, outputs);
        targetParameters = target.Initialise(random, RandomStream.CuriosityTarget);
        phi = new Trained(predictor.Initialise(random, RandomStream.CuriosityPredictor), OptimiserKind.Adam, options.LearningRate);
        difference = new double[outputs];
    }

    /// <summary>The bonus of a scheme, at least 0.</summary>
    public double Bonus(Scheme scheme)
    {
        var input = scheme.ToVector();
        TensorPrimitives.Subtract(predictor.Forward(phi.Parameters, input), target.Forward(targetParameters, input), difference);
        return Vectors.Dot(difference, difference);
    }

    /// <summary>
    /// The bonus of each scheme before it is learnt; then the predictor takes one step on their mean error, or on the sum of their errors
    /// where that sum is the bonus.
    /// </summary>
    public double[] Observe(IReadOnlyList<Scheme> schemes)
    {
        var bonuses = new double[schemes.Count];
        for (var i = 0; i < schemes.Count; i++)
        {
            bonuses[i] = Bonus(schemes[i]);
            TensorPrimitives.Multiply(difference, scope == BonusScope.Step ? 2.0 : 2.0 / schemes.Count, difference);
            predictor.Backward(phi.Parameters, difference, phi.Gradient);
        }

        phi.Step();
        if (scope == BonusScope.Step)
        {
            Array.Fill(bonuses, bonuses.Sum());
        }

        return bonuses;
    }

    public void Save(BinaryWriter to) => phi.Save(to);

    /// <remarks>The target never changes: it follows from the seed and is not kept.</remarks>
    public void Restore(BinaryReader from) => phi.Restore(from);
}
