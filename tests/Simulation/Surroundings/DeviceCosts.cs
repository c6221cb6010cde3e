namespace Lth4Sa.Simulation.Surroundings;

/// <summary>How long devices take.</summary>
/// <param name="Load">Loading data or a network.</param>
/// <param name="Epoch">An epoch of training.</param>
/// <param name="Evaluation">Evaluating one scheme.</param>
internal sealed record DeviceCosts(TimeSpan Load, TimeSpan Epoch, TimeSpan Evaluation)
{
    public static DeviceCosts Default { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5));
}
