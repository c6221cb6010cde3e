namespace Lth4Sa.Search.Strategies.Genetic;

/// <summary>Options of the genetic algorithm. The paper gives none.</summary>
public sealed record GeneticOptions
{
    /// <summary>Schemes of a generation. Default 30. At least 2.</summary>
    public int Population { get; init; } = 30;

    /// <summary>Schemes drawn for a tournament, of which the fittest becomes a parent. Default 3. At least 1.</summary>
    public int Tournament { get; init; } = 3;

    /// <summary>Probability that a child mixes two parents, in 0..1; otherwise it is a copy of one. Default 0.9.</summary>
    public double Crossover { get; init; } = 0.9;

    /// <summary>Expected number of bits of a child that are flipped. Default 1. Above 0.</summary>
    public double Flips { get; init; } = 1;

    /// <summary>Fittest schemes that pass into the next generation unchanged. Default 2. From 0 to the population less 1.</summary>
    public int Elite { get; init; } = 2;
}
