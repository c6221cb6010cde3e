using Lth4Sa.Search.Strategies.Baselines;
using Lth4Sa.Search.Strategies.Darts;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Search.Strategies.Enas;
using Lth4Sa.Search.Strategies.Genetic;
using Lth4Sa.Search.Strategies.Pruning;

namespace Lth4Sa.Search.Strategies;

/// <summary>The search strategies, by name.</summary>
public static class SearchStrategies
{
    public static Registry<StrategyKind> Registry { get; } = new("strategy",
        ("ean", new("policy gradient with curiosity and replay, the paper's method",
            s => new EanController(s.Blocks, s.Options.Controller, s.Options.Replay, s.Seed),
            Curious: true, Replays: true, Adaptive: true)),
        ("enas", new("an LSTM decides block after block",
            s => new EnasController(s.Blocks, s.Options.Enas, s.Options.Controller.Samples, s.Seed), Adaptive: true)),
        ("ga", new("genetic algorithm", s => new GeneticAlgorithm(s.Blocks, s.Options.Genetic, s.Options.Controller.Samples, s.Seed),
            Adaptive: true)),
        ("random", new("uniformly random schemes", s => new RandomSearch(s.Blocks, s.Options.Controller.Samples, s.Seed))),
        ("hsp", new("every periodic scheme with one connection in 2 or 3 blocks", s => new HeuristicSelectionPolicy(s.Blocks))),
        ("exhaustive", new("every scheme", s => new ExhaustiveSearch(s.Blocks, s.Steps), MaxBlocks: ExhaustiveSearch.MaxBlocks)),
        ("list", new("the schemes of a list", s => new ListSearch(s.Options.Schemes ?? [], s.Options.Controller.Samples))),
        ("darts", new("relaxed gates, trained bilevel on the supernet", s => new DartsSearch(s.Guidance!), GuidanceKind.Gates,
            Rank: DartsSearch.Rank)),
        ("l1", new("the modules with the largest l1 norm", s => new ModulePruning(s), GuidanceKind.Weights)),
        ("gm", new("the modules farthest from the geometric median of their stage", s => new ModulePruning(s), GuidanceKind.Weights)));

    /// <summary>Those that any evaluator will do for, a table too.</summary>
    public static IEnumerable<string> Unguided => Registry.Names.Where(name => Registry.Get(name).Guidance == GuidanceKind.None);
}
