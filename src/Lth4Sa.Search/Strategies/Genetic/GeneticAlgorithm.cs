using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Genetic;

/// <summary>
/// A generational genetic algorithm (the GA of Tables I and III, after Whitley, "A genetic algorithm tutorial", 1994):
/// tournament selection, uniform crossover, bit-flip mutation, elitism. A step breeds as many children as any other
/// strategy samples in a step, so a generation takes several steps. A child that has been bred before is mutated once
/// more, because an evaluation that is known teaches nothing.
/// </summary>
internal sealed class GeneticAlgorithm(int blocks, GeneticOptions options, int samples, ulong seed) : ISearchStrategy
{
    /// <summary>Mutations after which a child may be one that is known: the space may be used up.</summary>
    private const int MaxMutations = 20;

    private readonly Philox random = new(seed);
    private readonly HashSet<ulong> bred = [];

    // The parents, fittest first, and the children that will replace them.
    private List<Member> parents = [];
    private List<Member> children = [];

    private readonly record struct Member(Scheme Scheme, double Reward);

    public Proposal Propose(long step)
    {
        var count = Math.Min(samples, options.Population - Elites - children.Count);
        var proposed = new Scheme[count];
        for (var i = 0; i < count; i++)
        {
            proposed[i] = Breed(step, (uint)i, proposed.AsSpan(0, i));
        }

        return new Proposal(proposed, [.. Enumerable.Range(0, blocks).Select(Frequency)], null);
    }

    public void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed)
    {
        foreach (var experience in sampled)
        {
            bred.Add(experience.Scheme.Bits);
            children.Add(new Member(experience.Scheme, experience.Reward));
        }

        if (children.Count >= options.Population - Elites)
        {
            // The sort is stable, so that equal rewards keep their order.
            parents = [.. children.Concat(parents.Take(Elites)).OrderByDescending(m => m.Reward)];
            children = [];
        }
    }

    public void Save(BinaryWriter to)
    {
        to.Write(bred.Count);
        foreach (var bits in bred)
        {
            to.Write(bits);
        }

        Save(to, parents);
        Save(to, children);
    }

    public void Restore(BinaryReader from)
    {
        bred.Clear();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            bred.Add(from.ReadUInt64());
        }

        (parents, children) = (ReadMembers(from), ReadMembers(from));
    }

    // The first generation has no parents to keep.
    private int Elites => parents.Count == 0 ? 0 : options.Elite;

    private double Frequency(int block) => parents.Count == 0 ? 0.5 : parents.Average(m => m.Scheme[block] ? 1.0 : 0);

    private Scheme Breed(long step, uint child, ReadOnlySpan<Scheme> siblings)
    {
        var draws = child << 16;
        var bits = parents.Count == 0 ? RandomBits(RandomStream.Actions, step, child) : Mutate(Cross(step, ref draws), step, ref draws);
        for (var mutation = 0; mutation < MaxMutations && (bred.Contains(bits) || siblings.Contains(new Scheme(bits, blocks))); mutation++)
        {
            bits = Mutate(bits, step, ref draws);
        }

        return new Scheme(bits, blocks);
    }

    private ulong Cross(long step, ref uint draws)
    {
        var (first, second) = (Select(step, ref draws), Select(step, ref draws));
        if (random.Uniform(RandomStream.Breeding, (ulong)step, draws++) >= options.Crossover)
        {
            return first;
        }

        var mask = RandomBits(RandomStream.Breeding, step, draws++);
        return (first & mask) | (second & ~mask);
    }

    private ulong Select(long step, ref uint draws)
    {
        var fittest = parents.Count - 1;
        for (var i = 0; i < options.Tournament; i++)
        {
            fittest = Math.Min(fittest, random.Below(parents.Count, RandomStream.Breeding, (ulong)step, draws++));
        }

        return parents[fittest].Scheme.Bits;
    }

    private ulong Mutate(ulong bits, long step, ref uint draws)
    {
        for (var block = 0; block < blocks; block++)
        {
            bits ^= random.Uniform(RandomStream.Breeding, (ulong)step, draws++) < options.Flips / blocks ? 1UL << block : 0;
        }

        return bits;
    }

    private ulong RandomBits(RandomStream stream, long step, uint index) =>
        Scheme.FromBits((ulong)random.Bits(stream, (ulong)step, index), blocks).Bits;

    private static void Save(BinaryWriter to, List<Member> members)
    {
        to.Write(members.Count);
        foreach (var member in members)
        {
            to.Write(member.Scheme);
            to.Write(member.Reward);
        }
    }

    private static List<Member> ReadMembers(BinaryReader from) =>
        [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new Member(from.ReadScheme(), from.ReadDouble()))];
}
