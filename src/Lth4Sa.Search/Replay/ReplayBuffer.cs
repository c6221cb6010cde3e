using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Randomness;

namespace Lth4Sa.Search.Replay;

/// <summary>The last entries (p_theta, a, G). Which one a step replays depends on the seed and the step alone.</summary>
public sealed class ReplayBuffer(ReplayOptions options, ulong seed)
{
    private readonly Philox random = new(seed);

    /// <summary>
    /// The entry that step <paramref name="step"/> (from 1) replays, or null, and the buffer with this step's
    /// entries added: a step replays earlier steps, never itself.
    /// </summary>
    public (Experience? Replayed, Experience[] Next) Exchange(Experience[] buffer, long step, IReadOnlyList<Experience> added)
    {
        var replayed = step >= options.FromStep && buffer.Length > 0
            ? buffer[random.Below(buffer.Length, RandomStream.ReplayChoice, (ulong)step, 0)]
            : null;
        return (replayed, [.. buffer.Concat(added).TakeLast(options.Capacity)]);
    }
}
