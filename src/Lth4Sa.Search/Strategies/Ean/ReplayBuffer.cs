using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>The last entries (p_theta, a, G). Which one a step replays depends on the seed and the step alone.</summary>
public sealed class ReplayBuffer(ReplayOptions options, ulong seed) : IRecoverable
{
    private readonly Philox random = new(seed);
    private readonly List<Experience[]> entries = [];

    /// <summary>The entries, the oldest first.</summary>
    public IReadOnlyList<Experience[]> Entries => entries;

    /// <summary>Adds the experiences of a step and answers the entry that the step replays, or null.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="sampled">The experiences of the step.</param>
    public Replayed? Exchange(long step, IReadOnlyList<Experience> sampled)
    {
        Experience[] kept = [.. sampled.Select(e => options.WithBonus ? e : e with { Bonus = 0 })];
        Experience[][] added = options.Entry == ReplayEntry.Step ? [kept] : [.. kept.Select(e => new[] { e })];
        if (options.Current)
        {
            Add(added);
        }

        // Steps add as many entries each; the newest is that of the step itself, or of the step before.
        var replayed = step >= options.FromStep && entries.Count > 0
            && (int)random.Below(entries.Count, RandomStream.ReplayChoice, (ulong)step, 0) is var chosen
            ? new Replayed(entries[chosen], (entries.Count - chosen - 1) / Math.Max(1, added.Length) + (options.Current ? 0 : 1))
            : null;
        if (!options.Current)
        {
            Add(added);
        }

        return replayed;
    }

    public void Save(BinaryWriter to)
    {
        to.Write(entries.Count);
        foreach (var entry in entries)
        {
            to.Write(entry.Length);
            foreach (var experience in entry)
            {
                to.Write(experience.Scheme);
                to.Write(experience.Extrinsic);
                to.Write(experience.Bonus);
                to.Write(experience.Probabilities);
            }
        }
    }

    public void Restore(BinaryReader from)
    {
        entries.Clear();
        var count = from.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var entry = new Experience[from.ReadInt32()];
            for (var j = 0; j < entry.Length; j++)
            {
                var (scheme, extrinsic, bonus) = (from.ReadScheme(), from.ReadDouble(), from.ReadDouble());
                var probabilities = new double[scheme.Blocks];
                from.Read(probabilities);
                entry[j] = new Experience(scheme, extrinsic, probabilities, bonus);
            }

            entries.Add(entry);
        }
    }

    private void Add(Experience[][] added)
    {
        entries.AddRange(added);
        entries.RemoveRange(0, Math.Max(0, entries.Count - options.Capacity));
    }
}
