using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Tests;

/// <summary>What every registered strategy must do.</summary>
public sealed class StrategyComplianceTests
{
    private const int Blocks = 9, Steps = 40;

    private static readonly SyntheticLandscape Landscape = SyntheticLandscape.Registry.Get("pairwise")(Blocks, 3);

    public static TheoryData<string> Names => [.. SearchStrategies.Registry.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_AskedTwice_AnswersTheSame(string name)
    {
        var parts = new Parts(name, 1);
        for (var step = 1; step <= 12; step++)
        {
            var (first, second) = (parts.Strategy.Propose(step), parts.Strategy.Propose(step));
            Assert.Equal(first.Schemes, second.Schemes);
            Assert.Equal(first.Probabilities, second.Probabilities);
            Assert.Equal(first.PBar, second.PBar);
            parts.Strategy.Learn(step, [.. first.Schemes.Select(s => new Experience(s, Landscape.Accuracy(s), first.Probabilities))], []);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Propose_EveryStep_FitsTheSpace(string name)
    {
        foreach (var step in Run(new Parts(name, 1), null))
        {
            Assert.All(step.Schemes, s => Assert.Equal(Blocks, s.Blocks));
            Assert.True(step.Probabilities.Length is 0 or Blocks);
            Assert.All(step.Probabilities, p => Assert.InRange(p, 0, 1));
            Assert.InRange(step.PBar ?? 0.5, 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restore_AfterAnyStep_GoesOnLikeTheUndisturbedSearch(string name)
    {
        var undisturbed = Session(name, null);
        var whole = RunAll(undisturbed, new Parts(name, 1));
        for (var stop = 1; stop < whole.Count; stop += 3)
        {
            var (parts, first) = (new Parts(name, 1), Session(name, null));
            var steps = RunAll(first, parts, stop);
            var (resumed, second) = (new Parts(name, 1), Session(name, null));
            resumed.Restore(parts.Save());
            steps.ForEach(second.Add);
            RunAll(second, resumed);
            Assert.Equal(undisturbed.Chain, second.Chain);
            Assert.Equal(undisturbed.Requested, second.Requested);
            Assert.Equal(undisturbed.Best, second.Best);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Budget_OfUniqueEvaluations_IsNeverExceeded(string name)
    {
        var session = Session(name, 7);
        RunAll(session, new Parts(name, 1));
        Assert.True(session.Ended);
        Assert.True(session.Known.Count == 7 || (session.Known.Count < 7 && (session.Exhausted || session.Step == Steps)),
            $"{session.Known.Count}");
    }

    [Theory]
    [InlineData("ean")]
    [InlineData("enas")]
    [InlineData("ga")]
    [InlineData("random")]
    public void Seed_AnotherOne_SearchesOtherwise(string name)
    {
        var (first, second) = (Session(name, null), Session(name, null));
        RunAll(first, new Parts(name, 1));
        RunAll(second, new Parts(name, 2));
        Assert.NotEqual(first.Chain, second.Chain);
    }

    [Fact]
    public void Registry_StrategiesOfThePaper_AreAllThere() =>
        Assert.Equal(["ean", "enas", "ga", "random", "hsp", "exhaustive", "list", "darts", "l1", "gm"], SearchStrategies.Registry.Names);

    private static SearchSession Session(string name, long? budget) => new(SearchStrategies.Registry.Get(name), new(), Steps, budget);

    private static IEnumerable<SearchStep> Run(Parts parts, long? budget) => RunAll(Session(parts.Name, budget), parts);

    private static List<SearchStep> RunAll(SearchSession session, Parts parts, int most = int.MaxValue)
    {
        var steps = new List<SearchStep>();
        while (steps.Count < most && session.StepAsync(parts).GetAwaiter().GetResult() is { } taken)
        {
            steps.Add(taken.Step);
        }

        return steps;
    }

    /// <summary>All that a search is made of, which can be put away and taken up again.</summary>
    private sealed class Parts : ISearchParts
    {
        private readonly RandomNetworkDistillation curiosity;
        private readonly ReplayBuffer replay;

        public Parts(string name, ulong seed)
        {
            var rows = Enumerable.Range(1, Steps).Select(
                t => Enumerable.Range(0, Blocks).Select(l => 0.5 + 0.4 * Math.Sin(t * (l + 1.0))).ToArray()).ToArray();
            var options = new SearchOptions { Enas = new() { HiddenWidth = 8 }, Genetic = new() { Population = 10 } };
            Name = name;
            Strategy = SearchStrategies.Registry.Get(name).Create(
                new StrategySetup(name, [3, 3, 3], Steps, seed, options, new Guidance(rows)));
            (curiosity, replay) = (new(Blocks, options.Curiosity, seed), new(options.Replay, seed));
        }

        public string Name { get; }

        public ISearchStrategy Strategy { get; }

        public byte[][] Save() => [Strategy.Save(), curiosity.Save(), replay.Save()];

        public void Restore(byte[][] snapshots)
        {
            Strategy.Restore(snapshots[0]);
            curiosity.Restore(snapshots[1]);
            replay.Restore(snapshots[2]);
        }

        public ValueTask<Proposal> ProposeAsync(long step) => new(Strategy.Propose(step));

        public ValueTask<Evaluation[]> EvaluateAsync(IReadOnlyList<Scheme> schemes) =>
            new([.. schemes.Select(s => new Evaluation(s, Landscape.Accuracy(s), 10, 0.5))]);

        public ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes) => new(curiosity.Observe(schemes));

        public ValueTask<Replayed?> ExchangeAsync(long step, Experience[] entries) => new(replay.Exchange(step, entries));

        public ValueTask LearnAsync(long step, Experience[] entries, Experience[] replayed)
        {
            Strategy.Learn(step, entries, replayed);
            return default;
        }
    }
}
