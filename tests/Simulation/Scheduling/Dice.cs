using Lth4Sa.Search.Random;

namespace Lth4Sa.Simulation.Scheduling;

/// <summary>Every decision of a simulation, one after the other, from its seed.</summary>
internal sealed class Dice(ulong seed)
{
    private readonly Philox random = new(seed);
    private ulong thrown;

    /// <summary>In [0, 1).</summary>
    public double Uniform() => random.Uniform(RandomStream.Simulation, thrown++, 0);

    /// <summary>0 .. <paramref name="count"/> - 1.</summary>
    public int Below(int count) => random.Below(count, RandomStream.Simulation, thrown++, 0);

    public bool Chance(double probability) => probability > 0 && Uniform() < probability;

    /// <summary>Up to <paramref name="max"/>, short times far more often than long ones.</summary>
    public TimeSpan Time(TimeSpan max) => max * Math.Pow(Uniform(), 4);
}
