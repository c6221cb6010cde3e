using System.Text.Json;

namespace Lth4Sa.EndToEnd;

/// <summary>Everything that a table allows: search, compare, rescore, statistics.</summary>
public sealed class TableCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Search_OfATable_NeedsNoTorchAndFindsTheBestScheme()
    {
        var table = await TableAsync("additive", 10);
        using (var search = Lth4SaProcess.Start(
            new Dictionary<string, string> { ["LD_DEBUG"] = "libs", ["LD_DEBUG_OUTPUT"] = Path.Combine(folder, "ld") },
            "search", "--evaluator", "table:" + table, "--strategy", "ean", "--steps", "400", "--seed", "1", "--out", Path.Combine(folder, "run")))
        {
            var (exit, output, error) = await search.EndAsync();
            Assert.True(exit == 0, error);
            Assert.Contains("Best scheme: " + await HiddenAsync(table), output, StringComparison.Ordinal);
        }

        var loaded = Directory.EnumerateFiles(folder, "ld.*").SelectMany(File.ReadLines).ToArray();
        Assert.Contains(loaded, line => line.Contains("libe_sqlite3", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, line => line.Contains("libtorch", StringComparison.Ordinal));
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run", "result.json")));
        Assert.Equal(400, result.RootElement.GetProperty("steps").GetInt32());
        Assert.Equal(1200, result.RootElement.GetProperty("ledger").GetProperty("requested").GetInt32());

        var (rescored, text, failure) = await Lth4SaProcess.RunAsync("rescore", Path.Combine(folder, "run"), "--lambda-sparsity", "1000");
        Assert.True(rescored == 0, failure);
        using var rescore = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run", "rescore.json")));
        // With so much for sparsity the sparsest scheme that was evaluated is the best.
        var connections = rescore.RootElement.GetProperty("candidates").EnumerateArray().Select(c => c.GetProperty("scheme").GetString()!.Count(b => b == '1')).ToArray();
        Assert.Equal(connections.Order(), connections);
        Assert.NotEmpty(rescore.RootElement.GetProperty("missing").EnumerateArray());
        Assert.Contains("that is not stored", text, StringComparison.Ordinal);

        var (same, whole, _) = await Lth4SaProcess.RunAsync("rescore", Path.Combine(folder, "run"));
        Assert.Equal(0, same);
        Assert.Contains("all 400 steps on stored evaluations; best " + await HiddenAsync(table), whole, StringComparison.Ordinal);

        // A reward that is no number: a message, and the file of before.
        var kept = await File.ReadAllTextAsync(Path.Combine(folder, "run", "rescore.json"));
        var (huge, _, reason) = await Lth4SaProcess.RunAsync("rescore", Path.Combine(folder, "run"), "--lambda-accuracy", "1e308");
        Assert.Equal(1, huge);
        Assert.Matches("^The reward of scheme [01]{10} is Infinity, .* lambda-accuracy 1E[+]308, ", reason);
        Assert.DoesNotContain("   at ", reason, StringComparison.Ordinal);
        Assert.Equal(kept, await File.ReadAllTextAsync(Path.Combine(folder, "run", "rescore.json")));
    }

    [Fact]
    public async Task Search_SchemeThatTheTableLacks_FailsWithItsName()
    {
        var table = Path.Combine(folder, "two.csv");
        await File.WriteAllTextAsync(table, "scheme,accuracy\n0000000000,50\n1111111111,60\n");
        var (exit, _, error) = await Lth4SaProcess.RunAsync("search", "--evaluator", "table:" + table, "--strategy", "random", "--out", Path.Combine(folder, "run"));
        Assert.Equal(1, exit);
        Assert.Matches("table: it has no row for the scheme [01]{10}; with --missing nearest", error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FileThatIsNoTable_IsBadInputAndLeavesNoFolder()
    {
        var table = Path.Combine(folder, "bad.csv");
        await File.WriteAllTextAsync(table, "scheme,accuracy\n01,high\n");
        await Lth4SaProcess.RefusesAsync("accuracy: high is not allowed; expected a number from 0 to 100", "search", "--evaluator", "table:" + table, "--out", Path.Combine(folder, "run"));
        Assert.False(Directory.Exists(Path.Combine(folder, "run")));
        await Lth4SaProcess.RefusesAsync("accuracy: high is not allowed", "statistics", table);
    }

    [Fact]
    public async Task Compare_KilledAndStartedAgain_EndsWithTheComparisonOfAnUndisturbedOne()
    {
        var spec = await CompareSpecAsync("budget: 120\nseeds: 1..3\nstrategies: [ean, {name: early, strategy: ean, preset: paper}, enas, ga, random, hsp]\n");
        var (exit, output, error) = await Lth4SaProcess.RunAsync("compare", spec, "--out", Path.Combine(folder, "undisturbed"));
        Assert.True(exit == 0, error);
        Assert.Contains("Wins, ties and losses", output, StringComparison.Ordinal);
        Assert.Contains("All accuracies are synthetic", output, StringComparison.Ordinal);

        using (var killed = Lth4SaProcess.Start("compare", spec, "--out", Path.Combine(folder, "killed")))
        {
            await killed.SeeAsync("running: ");
            await killed.KillAsync();
        }

        Assert.Equal(0, (await Lth4SaProcess.RunAsync("compare", spec, "--out", Path.Combine(folder, "killed"))).ExitCode);
        foreach (var name in new[] { "compare.html", "compare.json", "curves.csv", "runs.csv" })
        {
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "undisturbed", name)), await File.ReadAllTextAsync(Path.Combine(folder, "killed", name)));
        }

        using var comparison = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "killed", "compare.json")));
        var unique = comparison.RootElement.GetProperty("contenders").EnumerateArray()
            .SelectMany(c => c.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("curve").GetArrayLength())).ToArray();
        Assert.Equal(120, unique.Max());
        Assert.Equal(5, unique.Min());

        var (refused, _, reason) = await Lth4SaProcess.RunAsync("compare", spec, "--budget", "100", "--out", Path.Combine(folder, "killed"));
        Assert.Equal(2, refused);
        Assert.Contains("budget: the folder has 120, you ask for 100", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget: 50\nstrategies: [{strategy: ga, budget: 60}]\n", ":3: budget: 60 is not allowed; expected 50, the budget of all")]
    [InlineData("budget: 50\nstrategies: [{strategy: ga, lambda-sparsity: 3}]\n", ":3: lambda-sparsity is not an option here")]
    [InlineData("budget: 50\nstrategies: [ga, ga]\n", "strategies: ga is there 2 times")]
    [InlineData("budget: 50\nstrategies: [luck]\n", "strategy: luck is not allowed; expected one of ean")]
    [InlineData("budget: 50\nstrategies: [ga, l1]\n", "l1: strategy: l1 is not allowed; expected one that needs no weights")]
    [InlineData("budget: 50\nseeds: 5..1\nstrategies: [ga]\n", ":3: seeds: 5..1 is not allowed")]
    [InlineData("budget: some\nstrategies: [ga]\n", ":2: budget: some is not allowed")]
    [InlineData("budget: 50\n", "strategies: expected a list of strategies")]
    [InlineData("budget: 50\nstrategies: [{strategy: ean, preset: best}]\n", "preset: best is not allowed; expected one of default, paper, reference")]
    public async Task Compare_UnequalOrWrongSpec_SaysWhereAndWhatIsAllowed(string text, string expected)
    {
        await Lth4SaProcess.RefusesAsync(expected, "compare", await CompareSpecAsync(text), "--out", Path.Combine(folder, "bad"));
        Assert.False(Directory.Exists(Path.Combine(folder, "bad")));
    }

    [Fact]
    public async Task Statistics_OfATable_AreWrittenAndPrinted()
    {
        var table = await TableAsync("plateaus", 8);
        var (exit, output, error) = await Lth4SaProcess.RunAsync(
            "statistics", table, "--against", "accuracy", "--scheme", "11111111", await HiddenAsync(table), "--out", Path.Combine(folder, "statistics"));
        Assert.True(exit == 0, error);
        Assert.Contains("Spearman's rho: 1.000, 95 % interval 1.000 to 1.000", output, StringComparison.Ordinal);
        Assert.Contains("Accuracies: synthetic accuracy", output, StringComparison.Ordinal);
        Assert.Contains("Slope of the tickets' connection score", output, StringComparison.Ordinal);
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(folder, "statistics", "statistics.html")), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "statistics", "statistics.json")));
        Assert.Equal(9, json.RootElement.GetProperty("statistics").GetProperty("byConnections").EnumerateObject().Count());
        Assert.Equal("synthetic", json.RootElement.GetProperty("accuracies").GetProperty("source").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("correlation").GetProperty("kendall").GetProperty("value").GetDouble());
        await Lth4SaProcess.RefusesAsync(
            "accuracies: scratch is not allowed; expected synthetic, as the table says of itself", "statistics", table, "--accuracies", "scratch");
        await Lth4SaProcess.RefusesAsync("scheme: 01 is not allowed; expected a scheme of the table", "statistics", table, "--scheme", "01");
        await Lth4SaProcess.RefusesAsync("the column alone is missing; the columns are scheme, accuracy", "statistics", table, "--against", "alone");
    }

    [Fact]
    public async Task Statistics_AgainstAColumnThatIsConstant_SaysWhyThereIsNoCorrelation()
    {
        var table = Path.Combine(folder, "constant.csv");
        await File.WriteAllTextAsync(table, "scheme,accuracy,alone\n00,50,7\n11,60,7\n01,55,7\n");
        var (exit, output, error) = await Lth4SaProcess.RunAsync(
            "statistics", table, "--accuracies", "scratch", "--against", "alone", "--out", Path.Combine(folder, "statistics"));
        Assert.True(exit == 0, error);
        Assert.Contains("Accuracies: stand-alone accuracy on test images", output, StringComparison.Ordinal);
        Assert.Contains("No correlation is defined: column alone is the same for every scheme.", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "statistics", "statistics.json")));
        var correlation = json.RootElement.GetProperty("correlation");
        Assert.Equal(JsonValueKind.Null, correlation.GetProperty("pearson").GetProperty("value").ValueKind);
        Assert.Equal("column alone is the same for every scheme.", correlation.GetProperty("undefined").GetString());
    }

    [Fact]
    public async Task BenchControl_ASmallOne_ShowsBothTables()
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(
            "bench", "control", "--runs", "1", "3", "--run-steps", "50", "--steps", "50", "--rounds", "1", "--seconds", "1", "--blocks", "10", "--rows", "20");
        Assert.True(exit == 0, error);
        foreach (var word in new[] { "concurrent runs", "stored bytes/run", "TPE", "SQLite" })
        {
            Assert.Contains(word, output, StringComparison.Ordinal);
        }
    }

    private async Task<string> CompareSpecAsync(string text)
    {
        var table = await TableAsync("pairwise", 9);
        var file = Path.Combine(folder, "spec.yaml");
        await File.WriteAllTextAsync(file, $"evaluator: table:{table}\n{text}");
        return file;
    }

    private async Task<string> TableAsync(string family, int blocks)
    {
        var file = Path.Combine(folder, family + ".csv");
        var (exit, _, error) = await Lth4SaProcess.RunAsync("data", "landscape", "--family", family, "--blocks", $"{blocks}", "--seed", "4", "--out", file);
        Assert.True(exit == 0, error);
        return file;
    }

    private static async Task<string> HiddenAsync(string table) => (await File.ReadAllLinesAsync(table))[0].Split(' ')[^1];
}
