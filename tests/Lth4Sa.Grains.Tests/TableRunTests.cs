using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Grains.Tests;

/// <summary>Runs on a table: the whole protocol without a network.</summary>
public sealed class TableRunTests(SharedSilo shared) : FolderTest, IClassFixture<SharedSilo>
{
    private const int Blocks = 8;

    private static readonly SyntheticLandscape Landscape = SyntheticLandscape.Registry.Get("pairwise")(Blocks, 1);

    public static TheoryData<string> Strategies => [.. SearchStrategies.Unguided];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Run_ThroughTheGrains_DecidesAsTheSearchInOneProcess(string strategy)
    {
        var spec = Spec(strategy);
        var result = await RunAsync(spec);
        var setup = spec.ToStrategySetup([Blocks]);
        var local = new LocalSearch(setup, spec.Budget, Landscape.Accuracy);
        Assert.Equal(local.Run().Count(), result!.Steps);
        Assert.Equal(local.Session.Chain, result.Chain);
        Assert.Equal(local.Session.Requested, result.Ledger.Requested);
        Assert.Equal(local.Session.Known.Count, result.Ledger.Unique);
        Assert.Equal(local.Session.Best!.Scheme, result.Best.Scheme);
        Assert.Empty(result.Networks);
        Assert.Null(result.Supernet);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Run_StorageFailsAtAnyWrite_EndsLikeTheUndisturbedOne(string strategy)
    {
        var spec = Spec(strategy) with { CommitEvery = 3 };
        var undisturbed = await RunAsync(spec with { CommitEvery = 1000 });
        var failures = 0;
        for (var writes = 1; ; writes++)
        {
            var (result, error) = await TryAsync(spec, writes);
            if (result is not null)
            {
                Assert.Equal(undisturbed!.Chain, result.Chain);
                Assert.Equal(undisturbed.Ledger, result.Ledger);
                Assert.Equal(undisturbed.Candidates, result.Candidates);
                break;
            }

            Assert.Contains("No space is left", error, StringComparison.Ordinal);
            failures++;
        }

        // From one attempt to the next there is one write more; the shortest run has a handful.
        Assert.InRange(failures, 3, 60);
    }

    [Fact]
    public async Task Run_StorageFailsForAWhile_GoesOnInTheSameSilo()
    {
        var spec = Spec("ean") with { CommitEvery = 6 };
        var undisturbed = await RunAsync(spec with { CommitEvery = 1000 });
        for (var writes = 4; writes < 40; writes++)
        {
            // Another file each time: a run from the start.
            var file = Path.Combine(Folder, $"{writes}.csv");
            File.Copy(spec.TablePath()!, file);
            var again = spec with { Evaluator = "table:" + file };
            shared.Storage.FailAfter(writes);
            Assert.Contains("No space is left", await ErrorAsync(shared.Grains, again), StringComparison.Ordinal);
            shared.Storage.Mend();
            Assert.Null(await ErrorAsync(shared.Grains, again));
            var result = await shared.Grains.GetGrain<ISearchRunGrain>(again.RunId()).GetResult();
            Assert.Equal(undisturbed!.Chain, result!.Chain);
            Assert.Equal(undisturbed.Ledger, result.Ledger);
        }
    }

    [Fact]
    public async Task GetSteps_OfALongRun_AreAllThereInOrder()
    {
        var spec = Spec("random") with { Steps = 250, Budget = null, CommitEvery = 30 };
        await RunAsync(spec);
        var run = shared.Grains.GetGrain<ISearchRunGrain>(spec.RunId());
        var steps = await run.GetSteps(0);
        Assert.Equal(Enumerable.Range(1, 250).Select(t => (long)t), steps.Select(s => s.Step));
        Assert.All(steps, s => Assert.Equal(s.Schemes.Select(x => Landscape.Accuracy(x)), s.Accuracies));
        Assert.Equal([249, 250], (await run.GetSteps(248)).Select(s => s.Step));
    }

    [Fact]
    public async Task Run_StoredStepsAreDamaged_StandsStillAndSaysSo()
    {
        var spec = Spec("ga") with { CommitEvery = 5 };
        Assert.NotNull((await TryAsync(spec, writes: 20)).Error);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "state.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT state FROM grain_state WHERE name LIKE 'steps-%'";
            var state = (byte[])command.ExecuteScalar()!;
            // A few bits of the first step's first accuracy.
            state[144] = (byte)(state[144] == 'A' ? 'B' : 'A');
            command.CommandText = "UPDATE grain_state SET state = $state WHERE name LIKE 'steps-%'";
            command.Parameters.AddWithValue("$state", state);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("is damaged: its checksum does not fit", await ErrorAsync(silo.Grains, spec), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TableChangedSinceItStarted_StandsStillAndSaysSo()
    {
        var spec = Spec("random") with { CommitEvery = 5 };
        Assert.NotNull((await TryAsync(spec, writes: 20)).Error);
        await File.AppendAllTextAsync(spec.TablePath()!, "# one more line\n");
        await using var silo = await TestSilo.StartAsync(Folder);
        Assert.Contains("has changed since the run started", await ErrorAsync(silo.Grains, spec), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SchemeThatTheTableLacks_IsNamedUnlessTheNearestMayAnswer()
    {
        var file = Path.Combine(Folder, "sparse.csv");
        await File.WriteAllTextAsync(file, "scheme,accuracy\n00000000,50\n11111111,60\n");
        var spec = Spec("random") with { Evaluator = "table:" + file };
        Assert.Contains("it has no row for the scheme", await ErrorAsync(shared.Grains, spec), StringComparison.Ordinal);
        var nearest = spec with { Missing = "nearest" };
        Assert.Null(await ErrorAsync(shared.Grains, nearest));
        var result = await shared.Grains.GetGrain<ISearchRunGrain>(nearest.RunId()).GetResult();
        Assert.All(result!.Candidates, c => Assert.Equal(60, c.Accuracy));
    }

    [Fact]
    public async Task Run_SpaceTooLargeForTheStrategy_IsRefusedBeforeItBegins()
    {
        var file = Path.Combine(Folder, "wide.csv");
        await File.WriteAllTextAsync(file, $"scheme,accuracy\n{new string('0', 54)},50\n");
        Assert.Contains("it searches at most 20", await ErrorAsync(shared.Grains, Spec("exhaustive") with { Evaluator = "table:" + file }), StringComparison.Ordinal);
    }

    private RunSpec Spec(string strategy)
    {
        var file = Path.Combine(Folder, "table.csv");
        if (!File.Exists(file))
        {
            var rows = Enumerable.Range(0, 1 << Blocks).Select(bits => new Scheme((ulong)bits, Blocks)).Select(s => FormattableString.Invariant($"{s},{Landscape.Accuracy(s):R}"));
            File.WriteAllLines(file, ["scheme,accuracy", .. rows]);
        }

        return new RunSpec
        {
            Evaluator = "table:" + file, Strategy = strategy, Steps = 40, Budget = 90, Seed = 5, Population = 10, CommitEvery = 7,
            Schemes = strategy == "list" ? string.Join(',', Enumerable.Range(0, 100).Select(bits => new Scheme((ulong)bits, Blocks))) : null,
        };
    }

    private async Task<RunResult?> RunAsync(RunSpec spec)
    {
        Assert.Null(await ErrorAsync(shared.Grains, spec));
        return await shared.Grains.GetGrain<ISearchRunGrain>(spec.RunId()).GetResult();
    }

    /// <summary>On a silo of its own, to the end, or to where storage fails.</summary>
    private async Task<(RunResult? Result, string? Error)> TryAsync(RunSpec spec, int writes)
    {
        await using var silo = await TestSilo.StartAsync(Folder, writes: writes);
        try
        {
            var error = await ErrorAsync(silo.Grains, spec);
            return (error is null ? await silo.Grains.GetGrain<ISearchRunGrain>(spec.RunId()).GetResult() : null, error);
        }
        catch (IOException full)
        {
            return (null, full.Message);
        }
    }

    private static async Task<string?> ErrorAsync(IGrainFactory grains, RunSpec spec)
    {
        var run = grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        RunProgress? last = null;
        await foreach (var progress in run.Watch())
        {
            last = progress;
        }

        return last!.Error;
    }
}
