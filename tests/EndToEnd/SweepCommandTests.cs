using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.EndToEnd;

public sealed class SweepCommandTests : IDisposable
{
    /// <summary>Kills of the test that kills; the environment variable LTH4SA_KILLS asks for more.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("LTH4SA_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sweep_OnATable_RunsEveryCombinationOnceAndCanBeExtendedAndVerified()
    {
        var table = await TableAsync();
        var spec = await SpecAsync($$"""
            base:
              evaluator: table:{{table}}
              steps: 20
            axes:
              strategy: [ean, ga]
              seed: 1..3
            zip:
              - {samples: [2, 4], lambda-sparsity: [1, 3]}
            points:
              - {strategy: random, seed: 9}
            exclude:
              - {strategy: ga, seed: [1, 2]}
            at-a-time: 3
            """);
        var (_, preview, _) = await Lth4SaProcess.RunAsync("sweep", spec, "--dry-run");
        Assert.Contains("9 runs on 0 supernets", preview, StringComparison.Ordinal);
        Assert.Contains("strategy=ga seed=3 samples=4 lambda-sparsity=3", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("strategy=ga seed=1", preview, StringComparison.Ordinal);

        var output = Path.Combine(folder, "out");
        var (exit, said, error) = await Lth4SaProcess.RunAsync("sweep", spec, "--out", output);
        Assert.True(exit == 0, error);
        Assert.Contains("synthetic: All accuracies are synthetic", said, StringComparison.Ordinal);
        var (rows, chains) = (Rows(output), Chains("out"));
        Assert.All(rows, row => Assert.Contains(",synthetic,", row, StringComparison.Ordinal));
        Assert.Equal(9, rows.Length);
        Assert.All(rows, row => Assert.Contains(",done,", row, StringComparison.Ordinal));
        Assert.Equal("Intact: 9 runs, 180 steps.", await SayAsync(0, "verify", output));

        Assert.StartsWith("18 runs were added", await SayAsync(0, "extend", output, "--set", "beta=0.25,0.75"), StringComparison.Ordinal);
        Assert.Contains("9 done", await SayAsync(0, "status", output), StringComparison.Ordinal);
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("sweep", spec, "--out", output)).ExitCode);
        Assert.Equal(27, Rows(output).Length);
        // What was done is not done again.
        Assert.Equal(chains, Chains("out")[..9]);
        await Lth4SaProcess.RefusesAsync("set: beat is not allowed", "extend", output, "--set", "beat=3");
        await Lth4SaProcess.RefusesAsync("beta: 3 is not allowed", "extend", output, "--set", "beta=3");
    }

    [Fact]
    public async Task Diff_TwoRuns_NamesTheStepWhereTheyPart()
    {
        var table = await TableAsync();
        foreach (var (name, steps, rate) in new[] { ("a", "12", "0.02"), ("b", "20", "0.02"), ("c", "12", "0.3") })
        {
            Assert.Equal(0, (await Lth4SaProcess.RunAsync(
                "search", "--evaluator", "table:" + table, "--steps", steps, "--controller-rate", rate, "--seed", "2", "--out", Path.Combine(folder, name))).ExitCode);
        }

        Assert.Contains("Equal in 12 steps; the one has 12, the other 20.", await SayAsync(1, "diff", Path.Combine(folder, "a"), Path.Combine(folder, "b")), StringComparison.Ordinal);
        Assert.Equal("Equal in all 12 steps.", await SayAsync(0, "diff", Path.Combine(folder, "a"), Path.Combine(folder, "a")));
        var parted = await SayAsync(1, "diff", Path.Combine(folder, "a"), Path.Combine(folder, "c"));
        Assert.Contains("controller-rate: 0.02 | 0.3", parted, StringComparison.Ordinal);
        Assert.Contains("They part at step 2:", parted, StringComparison.Ordinal);
        await Lth4SaProcess.RefusesAsync("expected the folder of a search", "diff", folder, folder);
    }

    [Fact]
    public async Task Fork_AtAStep_SharesTheStepsBeforeAndGoesOnByItsOptions()
    {
        var (origin, same, other) = (Path.Combine(folder, "origin"), Path.Combine(folder, "same"), Path.Combine(folder, "other"));
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("search", "--evaluator", "table:" + await TableAsync(), "--steps", "30", "--seed", "3", "--out", origin)).ExitCode);
        // Nothing but the number of steps differs, so it takes the very steps that the origin took.
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("fork", origin, "--at", "12", "--set", "steps=40", "--out", same)).ExitCode);
        Assert.Contains("Equal in 30 steps; the one has 30, the other 40.", await SayAsync(1, "diff", origin, same), StringComparison.Ordinal);
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("fork", origin, "--at", "12", "--set", "controller-rate=0.5", "--out", other)).ExitCode);
        Assert.Contains("They part at step 14:", await SayAsync(1, "diff", origin, other), StringComparison.Ordinal);
        Assert.Equal("Intact: 1 run, 30 steps.", await SayAsync(0, "verify", other));
        // A fork of the fork has learnt by the options of both.
        var (again, early) = (Path.Combine(folder, "again"), Path.Combine(folder, "early"));
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("fork", other, "--at", "20", "--set", "steps=40", "--out", again)).ExitCode);
        Assert.Contains("Equal in 30 steps; the one has 30, the other 40.", await SayAsync(1, "diff", other, again), StringComparison.Ordinal);
        // Where it branches off before the fork did, it goes on from the origin's steps alone.
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("fork", again, "--at", "5", "--set", "steps=30", "controller-rate=0.02", "--out", early)).ExitCode);
        Assert.Contains("Equal in all 30 steps.", await SayAsync(0, "diff", origin, early), StringComparison.Ordinal);
        await Lth4SaProcess.RefusesAsync("at: the folder has 12, you ask for 13", "fork", origin, "--at", "13", "--set", "controller-rate=0.5", "--out", other);
        await Lth4SaProcess.RefusesAsync("at: 31 is not allowed; expected at most 30", "fork", origin, "--at", "31", "--set", "steps=50", "--out", Path.Combine(folder, "late"));
        await Lth4SaProcess.RefusesAsync("set: strategy is not allowed", "fork", origin, "--at", "3", "--set", "strategy=ga", "--out", Path.Combine(folder, "late"));
    }

    [Fact]
    public async Task Verify_AStepChangedWithARightChecksum_SaysWhereItBreaks()
    {
        var output = Path.Combine(folder, "run");
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("search", "--evaluator", "table:" + await TableAsync(), "--steps", "12", "--out", output)).ExitCode);
        Change(output, right: true);
        Assert.Contains("step 1 does not continue the chain", await SayAsync(1, "verify", output), StringComparison.Ordinal);
        Change(output, right: false);
        Assert.Contains("is damaged: its checksum does not fit", await SayAsync(1, "verify", output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_BadSpec_NamesEveryErrorWithItsLine()
    {
        var spec = await SpecAsync("""
            base:
              steps: -4
            axis: {}
            axes:
              strategy: [ean, foo]
              seed: x
              beta: [0.5, 2]
            zip:
              - {module: [se, sge], sharing: [full]}
            priority: -1
            """);
        var (exit, _, error) = await Lth4SaProcess.RunAsync("sweep", spec);
        Assert.Equal(2, exit);
        foreach (var expected in new[] { ":2: steps: -4", ":3: axis is not", ":5: strategy: foo", ":6: seed: x", ":7: beta: 2", ":9: zip: module has 2, sharing has 1", ":10: priority: -1" })
        {
            Assert.Contains(expected, error, StringComparison.Ordinal);
        }

        await Lth4SaProcess.RefusesAsync("devices: gpu is not allowed", "sweep", await SpecAsync("base: {steps: 3}\n"), "--devices", "gpu");
        await Lth4SaProcess.RefusesAsync("expected the folder of a sweep", "pause", folder);
    }

    [Fact]
    public async Task Sweep_PausedFromOutside_StandsStillUntilItIsResumed()
    {
        var spec = await SpecAsync($"base: {{evaluator: 'table:{await TableAsync()}', steps: 100000000, commit-every: 100}}\naxes: {{seed: 1..3}}\n");
        var output = Path.Combine(folder, "out");
        using var running = Lth4SaProcess.Start("sweep", spec, "--out", output);
        await running.SeeAsync("running:");
        Assert.StartsWith("pause: told the process", await SayAsync(0, "pause", output), StringComparison.Ordinal);
        await running.SeeAsync("paused");
        Assert.StartsWith("paused:", await SeeStatusAsync(output, "paused:"), StringComparison.Ordinal);
        Assert.StartsWith("cancel: told the process", await SayAsync(0, "cancel", output), StringComparison.Ordinal);
        Assert.Equal(0, (await running.EndAsync()).ExitCode);
        Assert.StartsWith("cancelled:", await SayAsync(0, "status", output), StringComparison.Ordinal);
        Assert.StartsWith("resumed", await SayAsync(0, "resume", output), StringComparison.Ordinal);
        using var again = Lth4SaProcess.Start("sweep", spec, "--out", output);
        await again.SeeAsync("running:");
        again.Interrupt();
        Assert.Equal(130, (await again.EndAsync()).ExitCode);
        Assert.StartsWith("Intact: 3 runs", await SayAsync(0, "verify", output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_KilledAgainAndAgain_EndsWithTheChainsOfAnUndisturbedOne()
    {
        // Long enough that every kill finds something under way.
        var steps = Math.Max(60, 8 * Kills);
        var spec = await SpecAsync($$"""
            base: {backbone: resnet11, classes: 10, epochs: 2, steps: {{steps}}, supernet-seed: 1, commit-every: 3}
            axes:
              strategy: [ean, enas]
              seed: 1..4
            devices: cpu:0*2
            """);
        var (exit, _, problem) = await Lth4SaProcess.RunAsync("sweep", spec, "--out", Path.Combine(folder, "undisturbed"));
        Assert.True(exit == 0, problem);
        var killed = Path.Combine(folder, "killed");
        for (var kill = 0; kill < Kills; kill++)
        {
            Directory.CreateDirectory(killed);
            using var watcher = new FileSystemWatcher(killed) { IncludeSubdirectories = true };
            var (left, seen) = (RandomNumberGenerator.GetInt32(2, 40), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            FileSystemEventHandler count = (_, _) =>
            {
                if (Interlocked.Decrement(ref left) <= 0)
                {
                    seen.TrySetResult();
                }
            };
            watcher.Changed += count;
            watcher.Created += count;
            watcher.EnableRaisingEvents = true;
            using var running = Lth4SaProcess.Start("sweep", spec, "--out", killed);
            // After a few writes.
            var end = running.EndAsync();
            Assert.NotEqual(end, await Task.WhenAny(seen.Task, end));
            await running.KillAsync();
        }

        Assert.Equal(0, (await Lth4SaProcess.RunAsync("sweep", spec, "--out", killed)).ExitCode);
        Assert.Equal(Chains("undisturbed"), Chains("killed"));
        Assert.Equal(8, Chains("killed").Length);
        Assert.Equal(FormattableString.Invariant($"Intact: 8 runs, {8 * steps:N0} steps."), await SayAsync(0, "verify", killed));
    }

    private static string[] Rows(string output) => File.ReadAllLines(Path.Combine(output, "runs.csv"))[1..];

    private string[] Chains(string name) => [.. Rows(Path.Combine(folder, name)).Select(row => row.Split(',')[^1])];

    private static async Task<string> SayAsync(int exit, params string[] arguments)
    {
        var (actual, output, error) = await Lth4SaProcess.RunAsync(arguments);
        Assert.True(exit == actual, error + output);
        return output.Trim();
    }

    // The process writes its status once a second.
    private static async Task<string> SeeStatusAsync(string output, string state)
    {
        using var watch = Lth4SaProcess.Start("watch", output);
        await watch.SeeAsync(state);
        return state;
    }

    private async Task<string> TableAsync()
    {
        var file = Path.Combine(folder, "table.csv");
        Assert.Equal(0, (await Lth4SaProcess.RunAsync("data", "landscape", "--family", "pairwise", "--blocks", "8", "--out", file)).ExitCode);
        return file;
    }

    private async Task<string> SpecAsync(string text)
    {
        var file = Path.Combine(folder, "sweep.yaml");
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    // A bit of the first step's first accuracy, in the only record of steps.
    private static void Change(string output, bool right)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(output, "state.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT grain, name, version, state FROM grain_state WHERE name LIKE 'steps-%'";
        string grain, name;
        long version;
        byte[] state;
        using (var reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            (grain, name, version, state) = (reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3));
        }

        state[200] = (byte)(state[200] == 'A' ? 'B' : 'A');
        var checksum = SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{grain}\n{name}\n{version}\n")), .. state])[..8];
        command.CommandText = "UPDATE grain_state SET state = $state, checksum = $checksum WHERE name = $name";
        command.Parameters.AddWithValue("$state", state);
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$checksum", right ? checksum : new byte[8]);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
