using Lth4Sa.Search.Learning;

namespace Lth4Sa.Search.Controller;

/// <summary>Everything the controller needs to go on.</summary>
/// <param name="Baseline">Moving average of rewards; null before the first.</param>
public sealed record ControllerState(double[] Parameters, OptimiserState Optimiser, double? Baseline)
{
    public ControllerState Copy() => new([.. Parameters], Optimiser.Copy(), Baseline);
}
