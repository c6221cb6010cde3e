using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>The last entries (p_theta, a, G). Which one a step replays depends on the seed and the step alone.</summary>
public sealed class ReplayBuffer(ReplayOptions options, ulong seed) : IRecoverable
{
    private readonly Philox random = new(seed);
    private readonly List<Experience> entries = new(options.Capacity);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Experience> Entries => entries;

    /// <summary>
    /// The entry that step <paramref name="step"/> (from 1) replays, or null; then this step's entries are added: a step
    /// replays earlier steps, never itself.
    /// </summary>
    public Replayed? Exchange(long step, IReadOnlyList<Experience> added)
    {
        int? chosen = step >= options.FromStep && entries.Count > 0
            ? (int)random.Below(entries.Count, RandomStream.ReplayChoice, (ulong)step, 0)
            : null;
        // Steps add as many entries each.
        var replayed = chosen is { } index
            ? new Replayed(entries[index], (entries.Count - index - 1) / Math.Max(1, added.Count) + 1)
            : null;
        entries.AddRange(added);
        entries.RemoveRange(0, Math.Max(0, entries.Count - options.Capacity));
        return replayed;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(entries.Count);
        foreach (var entry in entries)
        {
            to.Write(entry.Scheme);
            to.Write(entry.Reward);
            to.Write(entry.Probabilities);
        }
    }

    public void Restore(BinaryReader from)
    {
        entries.Clear();
        var count = from.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var (scheme, reward) = (from.ReadScheme(), from.ReadDouble());
            var probabilities = new double[scheme.Blocks];
            from.Read(probabilities);
            entries.Add(new Experience(scheme, reward, probabilities));
        }
    }
}
