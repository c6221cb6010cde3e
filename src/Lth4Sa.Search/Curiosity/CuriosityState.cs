using Lth4Sa.Search.Learning;

namespace Lth4Sa.Search.Curiosity;

/// <summary>The predictor. The target never changes: it follows from the seed and is not kept.</summary>
public sealed record CuriosityState(double[] Predictor, OptimiserState Optimiser)
{
    public CuriosityState Copy() => new([.. Predictor], Optimiser.Copy());
}
