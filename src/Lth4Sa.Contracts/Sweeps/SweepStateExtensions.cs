namespace Lth4Sa.Contracts.Sweeps;

/// <summary>What the states of sweeps and of their runs mean.</summary>
public static class SweepStateExtensions
{
    /// <summary>Whether nothing happens to a sweep any more, unless somebody orders it.</summary>
    public static bool IsOver(this SweepState state) => state is SweepState.Ended or SweepState.Cancelled;

    /// <summary>Whether nothing happens to a run any more, unless somebody orders it.</summary>
    public static bool IsAtRest(this SweepRunState state) =>
        state is SweepRunState.Done or SweepRunState.Parked or SweepRunState.Paused or SweepRunState.Cancelled;
}
