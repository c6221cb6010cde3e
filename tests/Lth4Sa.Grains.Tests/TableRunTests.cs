using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Grains.Tests;

/// <summary>Runs on a table: the whole protocol without a network.</summary>
public sealed class TableRunTests : FolderTest
{
    private const int Blocks = 8;

    private static readonly SyntheticLandscape Landscape = SyntheticLandscape.Registry.Get("pairwise")(Blocks, 1);

    public static TheoryData<string> Strategies => [.. SearchStrategies.Registry.Names.Where(n => SearchStrategies.Registry.Get(n).Guidance == GuidanceKind.None)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Run_ThroughTheGrains_DecidesAsTheSearchInOneProcess(string strategy)
    {
        var spec = Spec(strategy);
        var result = await RunAsync(spec);
        var setup = new StrategySetup(Blocks, [Blocks], spec.Steps, spec.RandomSeed(), spec.ToSearchOptions());
        var local = new LocalSearch(spec.ToStrategy(), setup, spec.Budget, Landscape.Accuracy);
        Assert.Equal(local.Run().Count(), result!.Steps);
        Assert.Equal(local.Session.Chain, result.Chain);
        Assert.Equal(local.Session.Requested, result.Ledger.Requested);
        Assert.Equal(local.Session.Known.Count, result.Ledger.Unique);
        Assert.Equal(local.Session.Best!.Scheme.ToString(), result.Best.Scheme);
        Assert.Empty(result.Networks);
        Assert.Null(result.Supernet);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Run_SiloRestartedAgainAndAgain_EndsWithTheSameChain(string strategy)
    {
        var spec = Spec(strategy);
        var undisturbed = await RunAsync(spec);
        var other = spec with { CommitEvery = 3 };
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await RunAsync(other, stopAfter: 3);
        }

        var disturbed = await RunAsync(other);
        Assert.Equal(undisturbed!.Chain, disturbed!.Chain);
        Assert.Equal(undisturbed.Ledger, disturbed.Ledger);
        Assert.Equal(undisturbed.Candidates, disturbed.Candidates);
    }

    [Fact]
    public async Task GetSteps_OfALongRun_AreAllThereInOrder()
    {
        var spec = Spec("random") with { Steps = 250, Budget = null, CommitEvery = 30 };
        await RunAsync(spec);
        await using var silo = await TestSilo.StartAsync(Folder);
        var steps = await silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId()).GetSteps(0);
        Assert.Equal(Enumerable.Range(1, 250).Select(t => (long)t), steps.Select(s => s.Step));
        Assert.All(steps, s => Assert.Equal(s.Schemes.Select(x => Landscape.Accuracy(Scheme.Parse(x))), s.Accuracies));
        Assert.Equal([249, 250], (await silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId()).GetSteps(248)).Select(s => s.Step));
    }

    [Fact]
    public async Task Run_StoredStepsAreDamaged_StandsStillAndSaysSo()
    {
        var spec = Spec("ga") with { CommitEvery = 5 };
        await RunAsync(spec, stopAfter: 5);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "state.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // One byte of the first step's first accuracy.
            command.CommandText = "UPDATE grain_state SET state = substr(state, 1, 144) || CASE substr(state, 145, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(state, 146) WHERE name LIKE 'steps-%'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("are damaged", await ErrorAsync(silo, spec), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TableChangedSinceItStarted_StandsStillAndSaysSo()
    {
        var spec = Spec("random") with { CommitEvery = 5 };
        await RunAsync(spec, stopAfter: 5);
        await File.AppendAllTextAsync(spec.TablePath()!, "# one more line\n");
        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("has changed since the run started", await ErrorAsync(silo, spec), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SchemeThatTheTableLacks_IsNamedUnlessTheNearestMayAnswer()
    {
        var file = Path.Combine(Folder, "sparse.csv");
        await File.WriteAllTextAsync(file, "scheme,accuracy\n00000000,50\n11111111,60\n");
        var spec = Spec("random") with { Evaluator = "table:" + file };
        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("it has no row for the scheme", await ErrorAsync(silo, spec), StringComparison.Ordinal);
        var nearest = spec with { Missing = "nearest" };
        Assert.Null(await ErrorAsync(silo, nearest));
        var result = await silo.Grains.GetGrain<ISearchRunGrain>(nearest.RunId()).GetResult();
        Assert.All(result!.Candidates, c => Assert.Equal(60, c.Accuracy));
    }

    [Fact]
    public async Task Run_SpaceTooLargeForTheStrategy_IsRefusedBeforeItBegins()
    {
        var file = Path.Combine(Folder, "wide.csv");
        await File.WriteAllTextAsync(file, $"scheme,accuracy\n{new string('0', 54)},50\n");
        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("it searches at most 20", await ErrorAsync(silo, Spec("exhaustive") with { Evaluator = "table:" + file }), StringComparison.Ordinal);
    }

    private RunSpec Spec(string strategy)
    {
        var file = Path.Combine(Folder, "table.csv");
        if (!File.Exists(file))
        {
            var rows = Enumerable.Range(0, 1 << Blocks).Select(bits => new Scheme((ulong)bits, Blocks)).Select(s => FormattableString.Invariant($"{s},{Landscape.Accuracy(s):R}"));
            File.WriteAllLines(file, ["scheme,accuracy", .. rows]);
        }

        return new RunSpec { Evaluator = "table:" + file, Strategy = strategy, Steps = 40, Budget = 90, Seed = 5, Population = 10, CommitEvery = 7 };
    }

    /// <summary>Runs to the end, or until a step beyond what was there has shown itself.</summary>
    private async Task<RunResult?> RunAsync(RunSpec spec, int? stopAfter = null)
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        var seen = 0;
        await foreach (var progress in run.Watch())
        {
            Assert.Null(progress.Error);
            if (progress.Phase == RunPhase.Search && ++seen == stopAfter)
            {
                await run.Stop();
            }
        }

        return await run.GetResult();
    }

    private static async Task<string?> ErrorAsync(TestSilo silo, RunSpec spec)
    {
        var run = silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        RunProgress? last = null;
        await foreach (var progress in run.Watch())
        {
            last = progress;
        }

        return last!.Error;
    }
}
