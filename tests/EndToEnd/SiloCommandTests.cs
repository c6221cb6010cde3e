using System.Buffers.Binary;
using System.Globalization;
using Lth4Sa.Silo;

namespace Lth4Sa.EndToEnd;

/// <summary>A silo as a process, and commands that work on it from others.</summary>
public sealed class SiloCommandTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0", Listens = "Now listening on: ";

    private const string Grid = """
        base: {evaluator: "table:table.csv", steps: 40}
        axes: {seed: 1..2, strategy: [ean, ga]}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    /// <summary>Of the silo that was started last; port 0 is any that is free.</summary>
    private string url = AnyPort;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sweep_OnASilo_EndsWithTheChainsOfOneInThisProcess()
    {
        var table = await TableAsync();
        var (there, here) = (await FileAsync("grid.yaml", Grid), await FileAsync("local.yaml", Grid.Replace("table.csv", table, StringComparison.Ordinal)));
        using var silo = await StartAsync();
        await SayAsync(0, "sweep", there, "--silo", url, "--out", Path.Combine(folder, "there"));
        await SayAsync(0, "sweep", here, "--out", Path.Combine(folder, "here"));
        Assert.Equal(Chains("here"), Chains("there"));
        Assert.Equal(4, Chains("there").Length);

        Assert.Equal("Intact: 4 runs, 160 steps.", await SayAsync(0, "verify", "grid", "--silo", url));
        Assert.Equal("2 runs were added", await SayAsync(0, "extend", "grid", "--set", "seed=3", "--silo", url));
        Assert.Contains("6 done", await SayAsync(0, "watch", "grid", "--silo", url), StringComparison.Ordinal);
        Assert.Equal("paused", await SayAsync(0, "pause", "grid", "--silo", url));
        Assert.Contains("6 done", await SayAsync(0, "status", "grid", "--silo", url), StringComparison.Ordinal);
        await Lth4SaProcess.RefusesAsync("set: beat is not allowed", "extend", "grid", "--set", "beat=1", "--silo", url);
        await Lth4SaProcess.RefusesAsync("silo: nowhere is not allowed", "status", "grid", "--silo", "nowhere");
        Assert.Contains("There is no sweep other.", (await Lth4SaProcess.RunAsync("status", "other", "--silo", url)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_OnASilo_EndsWithTheCurvesOfOneInThisProcess()
    {
        const string spec = "budget: 60\nseeds: 1..2\nstrategies: [ga, {name: early, strategy: ean, preset: paper}, random]\nevaluator: ";
        var table = await TableAsync();
        var (there, here) = (await FileAsync("duel.yaml", spec + "table:table.csv"), await FileAsync("local.yaml", spec + "table:" + table));
        using var silo = await StartAsync();
        await Lth4SaProcess.RefusesAsync("strategy: luck is not allowed", "compare", await FileAsync("luck.yaml", spec.Replace("ga,", "luck,", StringComparison.Ordinal) + "table:table.csv"), "--silo", url);
        await SayAsync(0, "compare", there, "--silo", url, "--out", Path.Combine(folder, "there"));
        await SayAsync(0, "compare", here, "--out", Path.Combine(folder, "here"));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "here", "curves.csv")), await File.ReadAllTextAsync(Path.Combine(folder, "there", "curves.csv")));
        Assert.Contains("6 done", await SayAsync(0, "status", "duel", "--silo", url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_OnASiloThatIsStoppedAndKilled_EndsWithTheChainOfAnUndisturbedOne()
    {
        string[] search = ["search", "--backbone", "resnet11", "--epochs", "10", "--train-epochs", "1", "--steps", "30000", "--commit-every", "100", "--forwards", "2", "--candidates", "1", "--threads", "1"];
        await SayAsync(0, [.. search, "--out", Path.Combine(folder, "here")]);
        using (var first = await StartAsync())
        {
            using var command = Lth4SaProcess.Start([.. search, "--silo", url, "--out", Path.Combine(folder, "none")]);
            await command.SeeAsync("supernet");
            // In the middle of a training a stop is over in time.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            first.Terminate();
            Assert.Equal(0, (await first.EndAsync().WaitAsync(limit.Token)).ExitCode);
            await command.KillAsync();
        }

        using (var second = await StartAsync())
        {
            // It goes on by itself; the command finds it under way.
            using var command = Lth4SaProcess.Start([.. search, "--silo", url, "--out", Path.Combine(folder, "none")]);
            await command.SeeAsync("search, step");
            await second.KillAsync();
            await command.KillAsync();
        }

        using var third = await StartAsync();
        var said = await SayAsync(0, [.. search, "--silo", url, "--out", Path.Combine(folder, "there")]);
        Assert.Contains("evaluations requested", said, StringComparison.Ordinal);
        var (here, there) = (Path.Combine(folder, "here"), Path.Combine(folder, "there"));
        Assert.Equal(Chain(here), Chain(there));
        foreach (var name in new[] { "report.html", "ticket.safetensors", "supernet.safetensors" })
        {
            Assert.True(File.Exists(Path.Combine(there, name)), name);
        }

        Assert.Equal(Weights(here), Weights(there));

        // More is made of it, here and there alike.
        var run = Reports.Json.ResultJson.Read(await File.ReadAllTextAsync(Path.Combine(there, "result.json"))).Run;
        foreach (var (command, options) in new[] { ("screen", new[] { "--random", "8", "--keep", "2" }), ("rescore", ["--lambda-sparsity", "9", "--out", folder]) })
        {
            var table = await SayAsync(0, [command, here, .. options]);
            Assert.Contains('│', table);
            // What follows has times in it.
            Assert.Equal(table[..table.LastIndexOf('╯')], (await SayAsync(0, [command, run, .. options, "--silo", url]))[..table.LastIndexOf('╯')]);
        }

        string[] landscape = ["landscape", "--backbone", "resnet11", "--epochs", "1", "--threads", "1"];
        await SayAsync(0, [.. landscape, "--out", Path.Combine(folder, "all-here")]);
        await SayAsync(0, [.. landscape, "--out", Path.Combine(folder, "all-there"), "--silo", url]);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "all-here", "landscape.csv")), await File.ReadAllTextAsync(Path.Combine(folder, "all-there", "landscape.csv")));
    }

    [Fact]
    public async Task Silo_WithWrongConfiguration_NamesAllErrorsAndDoesNotStart()
    {
        var (exit, _, error) = await Lth4SaProcess.RunAsync("silo", "--devices", "tpu", "--threads", "-2", "--urls", "http://0.0.0.0:5180");
        Assert.Equal(2, exit);
        Assert.Equal(["devices", "threads", "urls"], error.Trim().Split('\n').Select(l => l.Split(':')[0]));
    }

    // Nobody listens there.
    [Theory]
    [InlineData("postgresql", "Host=127.0.0.1;Port=9;Username=u;Password=c2VjcmV0")]
    [InlineData("azure", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:9/a")]
    public async Task Silo_OfAClusterWhoseDatabaseDoesNotAnswer_SaysSoAndWaits(string clustering, string database)
    {
        using var silo = StartInACluster(clustering, database);
        await silo.SeeAsync("clusteringConnectionString: what it names does not answer");
        silo.Terminate();
        var (exit, output, error) = await silo.EndAsync();
        Assert.Equal((0, ""), (exit, error));
        Assert.DoesNotContain("c2VjcmV0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_OfAClusterWhoseDatabaseComesLater_StartsThen()
    {
        var port = SiloHost.FreePort();
        using var silo = StartInACluster("azure", AzuriteServer.ConnectionStringOf("table", port));
        await silo.SeeAsync("clusteringConnectionString: what it names does not answer");
        await using var database = await AzuriteServer.StartAsync("table", port);
        await silo.SeeAsync("Application started");
        silo.Terminate();
        var (exit, _, error) = await silo.EndAsync();
        Assert.Equal((0, ""), (exit, error));
    }

    [Fact]
    public async Task Silo_OfAClusterWhoseDatabaseIsNone_SaysSoInALine()
    {
        using var silo = StartInACluster("postgresql", "Pasword=c2VjcmV0");
        var (exit, output, error) = await silo.EndAsync();
        Assert.Equal(2, exit);
        Assert.StartsWith("clusteringConnectionString: what it names refuses: ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain("c2VjcmV0", output + error, StringComparison.Ordinal);
    }

    private Lth4SaProcess StartInACluster(string clustering, string database) => Lth4SaProcess.Start(
        new Dictionary<string, string> { ["Silo__ClusteringConnectionString"] = database, ["Silo__BlobConnectionString"] = "UseDevelopmentStorage=true" },
        "silo", "--clustering", clustering, "--storage", "blobs", "--folder", Path.Combine(folder, "cluster"), "--urls", AnyPort,
        "--silo-port", FreePort(), "--gateway-port", FreePort());

    private static string FreePort() => SiloHost.FreePort().ToString(CultureInfo.InvariantCulture);

    private async Task<Lth4SaProcess> StartAsync()
    {
        var silo = Lth4SaProcess.Start("silo", "--folder", Path.Combine(folder, "silo"), "--urls", AnyPort, "--silo-port", "0", "--gateway-port", "0", "--devices", "cpu*2", "--threads", "1");
        var line = await silo.SeeAsync(Listens);
        url = line[(line.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..];
        await silo.SeeAsync("Application started");
        silo.Drain();
        return silo;
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private async Task<string> TableAsync()
    {
        var table = Path.Combine(folder, "silo", "datasets", "table.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        await SayAsync(0, "data", "landscape", "--family", "additive", "--blocks", "8", "--out", table);
        return table;
    }

    private static async Task<string> SayAsync(int expected, params string[] arguments)
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(arguments);
        Assert.True(exit == expected, error + output);
        return output.Trim();
    }

    // By the name that the run has in the sweep: ids depend on where the table lies.
    private string[] Chains(string name) => [.. File.ReadLines(Path.Combine(folder, name, "runs.csv")).Skip(1).Select(row => row.Split(',')).Select(c => $"{c[0]} {c[1]} {c[^1]}").Order()];

    // Without the header: whether the network is a ticket depends on measured times.
    private static byte[] Weights(string path)
    {
        var file = File.ReadAllBytes(Path.Combine(path, "ticket.safetensors"));
        var header = BinaryPrimitives.ReadInt64LittleEndian(file);
        return file[(int)(sizeof(long) + header)..];
    }

    private static string Chain(string path) => Reports.Json.ResultJson.Read(File.ReadAllText(Path.Combine(path, "result.json"))).Chain;
}
