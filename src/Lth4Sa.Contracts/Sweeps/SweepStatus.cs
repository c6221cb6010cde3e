namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The state of a sweep at a moment.</summary>
/// <param name="Name">The name of the sweep.</param>
/// <param name="State">The state of the sweep as a whole.</param>
/// <param name="Options">The options of the sweep itself.</param>
/// <param name="Runs">The number of runs in each state.</param>
/// <param name="Total">The number of runs in all.</param>
/// <param name="Supernets">The number of distinct supernets that finished runs have used.</param>
/// <param name="StepsPerSecond">The search steps per second of all runs that are under way.</param>
/// <param name="Requested">The number of evaluations that finished runs have asked for.</param>
/// <param name="Unique">The number of those that the same run had not asked for before.</param>
/// <param name="Fraction">The part of all runs that is over, with each run under way counted by its progress, in 0..1.</param>
/// <param name="SecondsLeft">The time left, in seconds; null before it can be estimated, and while the sweep is not running.</param>
/// <param name="Devices">The state of the device pool.</param>
[GenerateSerializer, Immutable]
public sealed record SweepStatus(
    string Name, SweepState State, SweepOptions Options, Dictionary<SweepRunState, int> Runs, int Total, int Supernets,
    double StepsPerSecond, long Requested, long Unique, double Fraction, double? SecondsLeft, Devices.DevicePoolStatus Devices);
