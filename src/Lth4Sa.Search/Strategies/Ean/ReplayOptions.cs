using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Options of the replay of earlier experiences (Eq. 31, "Data Reuse").</summary>
/// <param name="Capacity">Entries kept; the oldest leave first. Default 30, as the reference. At least 1.</param>
/// <param name="FromStep">h: the first step (counted from 1) that replays an entry. Default 10 (both).</param>
/// <param name="Clip">
/// How far a block's probability ratio may move from 1 before the entry stops pushing it further. Default 0.1 (reference); null is Eq.
/// 31 as printed, and then <see cref="Scale"/> is not applied either.
/// </param>
/// <param name="Scale">Scales the replay gradient. Default 0.1 (reference); Eq. 31 has none.</param>
[GenerateSerializer, Immutable]
public sealed record ReplayOptions(int Capacity = 30, int FromStep = 10, double? Clip = 0.1, double Scale = 0.1)
{
    /// <summary>
    /// What one block's log-probability slope is multiplied with: advantage x ratio, which is the slope of
    /// advantage x ratio itself, and 0 where PPO's clipped objective is flat.
    /// </summary>
    internal double Weight(double ratio, double advantage)
    {
        if (Clip is not { } clip)
        {
            return advantage * ratio;
        }

        var flat = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
        return flat ? 0 : Scale * advantage * ratio;
    }
}
