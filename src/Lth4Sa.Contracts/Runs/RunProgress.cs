namespace Lth4Sa.Contracts.Runs;

public enum RunPhase
{
    Waiting,
    Supernet,
    Guidance,
    Search,
    Training,
    Timing,
    Done,
}

/// <summary>Where a run is.</summary>
/// <param name="Stage">What it does now, for people.</param>
/// <param name="Fraction">Of this stage, 0..1.</param>
/// <param name="Rate">Work in a second, in <paramref name="Unit"/>.</param>
/// <param name="SecondsLeft">Of this stage; null before it can be told.</param>
/// <param name="BestScheme">The scheme with the highest reward so far; null before the first.</param>
/// <param name="PBar">Mean probability of the sampled decisions of the last step, in 0..1.</param>
/// <param name="Error">Why the run stands still; null when it does not.</param>
/// <param name="Outage">It was no fault of the run: storage, a silo or a device could not be reached.</param>
[GenerateSerializer, Immutable]
public sealed record RunProgress(
    RunPhase Phase,
    string Stage,
    double Fraction,
    double Rate,
    string Unit,
    double? SecondsLeft,
    string? BestScheme,
    double? BestReward,
    double? PBar,
    string? Error,
    bool Outage = false);
