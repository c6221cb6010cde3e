using Orleans;

namespace Lth4Sa.Search.Strategies.Genetic;

/// <summary>Options of the genetic algorithm. The paper gives none.</summary>
/// <param name="Population">Schemes of a generation. Default 30. At least 2.</param>
/// <param name="Tournament">Schemes drawn for a tournament, of which the fittest becomes a parent. Default 3. At least 1.</param>
/// <param name="Crossover">Probability that a child mixes two parents, in 0..1; otherwise it is a copy of one. Default 0.9.</param>
/// <param name="Flips">Expected number of bits of a child that are flipped. Default 1. Above 0.</param>
/// <param name="Elite">
/// Fittest schemes that pass into the next generation unchanged. Default 2. From 0 to the population less 1.
/// </param>
[GenerateSerializer, Immutable]
public sealed record GeneticOptions(int Population = 30, int Tournament = 3, double Crossover = 0.9, double Flips = 1, int Elite = 2);
