namespace Lth4Sa.Contracts.Runs;

/// <summary>The progress of a run.</summary>
/// <param name="Phase">The phase that the run is in.</param>
/// <param name="Stage">The current work, in words for people.</param>
/// <param name="Fraction">The part of this stage that is done, in 0..1.</param>
/// <param name="Rate">The speed, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the speed, as in steps/s; empty while there is no speed.</param>
/// <param name="SecondsLeft">The time that this stage still takes, in seconds; null before it can be estimated.</param>
/// <param name="BestScheme">The scheme with the highest reward so far; null before the first.</param>
/// <param name="BestReward">The reward of that scheme, without the curiosity bonus; null before the first.</param>
/// <param name="PBar">The mean probability of the sampled decisions of the last step, in 0..1; null without a policy.</param>
/// <param name="Error">The reason why the run has stopped; null while it goes on.</param>
/// <param name="Outage">True when the run itself is not at fault: storage, a silo or a device could not be reached.</param>
/// <param name="Permanent">True when another attempt would fail in the same way: the sweep of the run parks it at once.</param>
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
    bool Outage = false,
    bool Permanent = false);
