using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Strategies.Enas;
using Lth4Sa.Search.Strategies.Genetic;

namespace Lth4Sa.Search.Strategies;

/// <summary>A kind of search.</summary>
/// <param name="Description">For people, in a line.</param>
/// <param name="Curious">Rewards carry the curiosity bonus.</param>
/// <param name="Replays">Each step replays an earlier experience.</param>
/// <param name="Adaptive">What it proposes depends on the rewards of what it proposed before.</param>
/// <param name="MostBlocks">The largest m it can search.</param>
public sealed record StrategyKind(
    string Description, Func<StrategySetup, ISearchStrategy> Create, GuidanceKind Guidance = GuidanceKind.None,
    bool Curious = false, bool Replays = false, bool Adaptive = false, int MostBlocks = Schemes.Scheme.MaxBlocks);

/// <summary>The search strategies, by name.</summary>
public static class SearchStrategies
{
    public static Registry<StrategyKind> Registry { get; } = new("strategy",
        ("ean", new("policy gradient with curiosity and replay, the paper's method",
            s => new PolicyController(s.Blocks, s.Options.Controller, s.Options.Replay, s.Seed), Curious: true, Replays: true, Adaptive: true)),
        ("enas", new("an LSTM decides block after block",
            s => new LstmController(s.Blocks, s.Options.Enas, s.Options.Controller.Samples, s.Seed), Adaptive: true)),
        ("ga", new("genetic algorithm", s => new GeneticAlgorithm(s.Blocks, s.Options.Genetic, s.Options.Controller.Samples, s.Seed), Adaptive: true)),
        ("random", new("uniformly random schemes", s => new RandomSearch(s.Blocks, s.Options.Controller.Samples, s.Seed))),
        ("hsp", new("every periodic scheme with one connection in 2 or 3 blocks", s => new HeuristicSelection(s.Blocks))),
        ("exhaustive", new("every scheme", s => new ExhaustiveSearch(s.Blocks, s.Steps), MostBlocks: ExhaustiveSearch.MostBlocks)),
        ("darts", new("relaxed gates, trained bilevel on the supernet", s => new RelaxedGates(s.Guidance!), GuidanceKind.Gates)),
        ("l1", new("the modules with the largest l1 norm of each stage", s => new RankedModules(s), GuidanceKind.Weights)),
        ("gm", new("the modules farthest from the geometric median of their stage", s => new RankedModules(s), GuidanceKind.Weights)));

    /// <summary>Those that any evaluator will do for, a table too.</summary>
    public static IEnumerable<string> Unguided => Registry.Names.Where(name => Registry.Get(name).Guidance == GuidanceKind.None);
}
