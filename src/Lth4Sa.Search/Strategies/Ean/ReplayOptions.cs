using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Options of the replay of earlier experiences (Eq. 31, "Data Reuse").</summary>
/// <param name="Capacity">The number of entries that are kept; the oldest leave first. At least 1, default 30, as the reference.</param>
/// <param name="FromStep">
/// h: the first step, counted from 1, that replays an entry. At least 1, default 10, as the paper; the reference begins at step 11.
/// </param>
/// <param name="Clip">
/// How far a probability ratio may move from 1 in PPO's clipped objective; above 0, default 0.1, as the reference. Null is Eq. 31 as
/// printed, which neither <paramref name="Scale"/> nor <paramref name="Objective"/> changes.
/// </param>
/// <param name="Scale">The factor of the clipped objective; above 0, default 0.1, as the reference. Eq. 31 has none.</param>
/// <param name="Objective">
/// Where the minimum of the clipped objective is taken; default for each block. The reference takes one of the sums.
/// </param>
/// <param name="Entry">What an entry holds; default one scheme, as the paper. The reference keeps whole steps.</param>
/// <param name="WithBonus">
/// Whether rewards are kept with their curiosity bonus; default true, as the paper. The reference leaves it out.
/// </param>
/// <param name="Current">Whether a step may replay the entry that it has just added, as the reference; default false.</param>
[GenerateSerializer, Immutable]
public sealed record ReplayOptions(
    int Capacity = 30, int FromStep = 10, double? Clip = 0.1, double Scale = 0.1, ReplayObjective Objective = ReplayObjective.Block,
    ReplayEntry Entry = ReplayEntry.Scheme, bool WithBonus = true, bool Current = false);
