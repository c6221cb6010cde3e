using System.Text.Json;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports.Json;

namespace Lth4Sa.EndToEnd;

public sealed class SearchCommandTests : IDisposable
{
    private static readonly string[] Small =
    [
        "search", "--backbone", "resnet11", "--epochs", "2", "--train-epochs", "1", "--steps", "25", "--forwards", "40", "--seed", "5",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Search_KilledInEveryPhase_EndsWithTheChainOfAnUndisturbedRun()
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(On("undisturbed"));
        Assert.True(exit == 0, error);
        Assert.Contains("icket found", output, StringComparison.Ordinal);
        Assert.Empty(error);

        foreach (var moment in new[] { "", "supernet", "search", "network", "inference times" })
        {
            using var running = Lth4SaProcess.Start(On("killed"));
            if (moment.Length > 0)
            {
                await running.SeeAsync(moment);
            }

            await running.KillAsync();
        }

        Assert.Equal(0, (await Lth4SaProcess.RunAsync(On("killed"))).ExitCode);
        var (expected, actual) = (Result("undisturbed"), Result("killed"));
        Assert.Equal(expected.Chain, actual.Chain);
        Assert.Equal(expected.Best, actual.Best);
        Assert.Equal(expected.Networks.Select(n => (n.Scheme, n.Parameters, n.Accuracy)), actual.Networks.Select(n => (n.Scheme, n.Parameters, n.Accuracy)));

        foreach (var name in new[] { "report.html", "result.json", "ticket.safetensors" })
        {
            Assert.True(File.Exists(Path.Combine(folder, "killed", name)), name);
        }

        var (again, finished, _) = await Lth4SaProcess.RunAsync(On("killed"));
        Assert.Equal(0, again);
        Assert.StartsWith("This run is finished", finished, StringComparison.Ordinal);
        Assert.Contains(actual.Chain[..16], finished, StringComparison.Ordinal);

        var (refused, _, reason) = await Lth4SaProcess.RunAsync([.. On("killed"), "--beta", "0.25"]);
        Assert.Equal(2, refused);
        Assert.Contains("beta: the folder has 0.5, you ask for 0.25", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Interrupted_StopsAtASafePlaceAndGoesOn()
    {
        using (var running = Lth4SaProcess.Start(On("interrupted")))
        {
            await running.SeeAsync("supernet");
            running.Interrupt();
            var (exit, _, error) = await running.EndAsync();
            Assert.Equal(130, exit);
            Assert.Contains("The same command goes on from here", error, StringComparison.Ordinal);
        }

        using var resumed = Lth4SaProcess.Start(On("interrupted"));
        await resumed.SeeAsync("search");
        await resumed.KillAsync();
    }

    [Fact]
    public async Task Fork_OfASearchThatTrainedItsNetworks_TrainsNoneOfThemAgain()
    {
        Assert.Equal(0, (await Lth4SaProcess.RunAsync(On("origin"))).ExitCode);
        // The candidates are the same: no step differs.
        var (exit, _, error) = await Lth4SaProcess.RunAsync(
            "fork", Path.Combine(folder, "origin"), "--at", "24", "--set", "forwards=20", "--out", Path.Combine(folder, "fork"));
        Assert.True(exit == 0, error);
        Assert.NotEmpty(Written("origin"));
        // A copy keeps the time at which the checkpoint was written; a training writes another.
        Assert.Equal(Written("origin"), Written("fork"));
        Assert.Equal(Result("origin").Networks.Select(n => (n.Scheme, n.Accuracy)), Result("fork").Networks.Select(n => (n.Scheme, n.Accuracy)));
    }

    [Fact]
    public async Task Search_SecondProcessInTheSameFolder_IsRefused()
    {
        using var running = Lth4SaProcess.Start(On("shared"));
        await running.SeeAsync("supernet");
        var (exit, _, error) = await Lth4SaProcess.RunAsync(On("shared"));
        Assert.Equal(2, exit);
        Assert.Contains("in use", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beta: 2 is not allowed", "--beta", "2")]
    [InlineData("steps: many is not allowed; expected a whole number", "--steps", "many")]
    [InlineData("backbone: vgg is not allowed", "--backbone", "vgg")]
    [InlineData("data: ", "--dataset", "cifar100", "--data", "/does/not/exist")]
    [InlineData("train.bin is missing", "--dataset", "cifar100", "--data", "/tmp")]
    [InlineData("classes: 11 is not possible; synthetic has 2 to 10", "--classes", "11")]
    [InlineData("recalibrate: 1000000 is not allowed; expected at most", "--recalibrate", "1000000")]
    [InlineData("--betta is not an option", "--betta", "2")]
    [InlineData("no-such-file.yaml does not exist", "no-such-file.yaml")]
    public async Task Search_BadOption_NamesFieldValueAndWhatIsAllowed(string expected, params string[] options)
    {
        await Lth4SaProcess.RefusesAsync(expected, ["search", "--out", Path.Combine(folder, "bad"), .. options]);
        Assert.False(Directory.Exists(Path.Combine(folder, "bad")));
    }

    [Fact]
    public async Task Search_SpecFileWithErrors_NamesEachLine()
    {
        var spec = Path.Combine(folder, "spec.yaml");
        await File.WriteAllTextAsync(spec, "beta: 0.5\nstepps: 3\nseed: x\n");
        var (exit, _, error) = await Lth4SaProcess.RunAsync("search", spec, "--out", Path.Combine(folder, "bad"));
        Assert.Equal(2, exit);
        Assert.Contains("spec.yaml:2: stepps is not an option", error, StringComparison.Ordinal);
        Assert.Contains("spec.yaml:3: seed: x", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FolderWithOtherThings_IsLeftAlone()
    {
        var mine = Path.Combine(folder, "mine");
        Directory.CreateDirectory(mine);
        await File.WriteAllTextAsync(Path.Combine(mine, "thesis.tex"), "precious");
        var (exit, _, error) = await Lth4SaProcess.RunAsync(On("mine"));
        Assert.Equal(2, exit);
        Assert.Contains("other things in it", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(mine, "run.json")));
    }

    [Fact]
    public async Task Search_FolderOfATraining_IsRefused()
    {
        var training = Path.Combine(folder, "training");
        Directory.CreateDirectory(training);
        var spec = new Cli.Specs.TrainSpec(new RunSpec(), "111111");
        await File.WriteAllTextAsync(Path.Combine(training, "run.json"), JsonSerializer.Serialize(spec, JsonSerializerOptions.Web));
        await Lth4SaProcess.RefusesAsync("another command's", "search", "--out", training);
        await File.WriteAllTextAsync(Path.Combine(training, "run.json"), JsonSerializer.Serialize(new RunSpec(), JsonSerializerOptions.Web));
        await Lth4SaProcess.RefusesAsync("another command's", "train", "--out", training);
    }

    [Fact]
    public void Folder_LeftByAKillWhileItsSpecWasWritten_IsTakenAsNew()
    {
        var killed = Path.Combine(folder, "halfway");
        Directory.CreateDirectory(killed);
        File.WriteAllText(Path.Combine(killed, ".lock"), "");
        var left = Path.Combine(killed, "run.json.0123456789abcdef.part");
        File.WriteAllText(left, "{\"data");
        File.SetLastWriteTimeUtc(left, DateTime.UnixEpoch);
        using var opened = Cli.Folders.RunFolder<RunSpec>.Open(killed, new RunSpec { Seed = 8 }, Cli.Specs.SpecKinds.Run);
        Assert.Equal(8, opened.Spec.Seed);
        Assert.True(File.Exists(Path.Combine(killed, "run.json")));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Help_OfSearch_ListsEveryOptionWithItsDefault()
    {
        var (exit, output, _) = await Lth4SaProcess.RunAsync("search", "--help");
        Assert.Equal(0, exit);
        foreach (var option in Lth4Sa.Specs.SpecOptions.All)
        {
            Assert.Contains("--" + option.Name, output, StringComparison.Ordinal);
        }
    }

    private string[] On(string name) => [.. Small, "--out", Path.Combine(folder, name)];

    private (string Name, DateTime At)[] Written(string name) =>
    [
        .. new DirectoryInfo(Path.Combine(folder, name, "networks")).EnumerateFiles("*.safetensors")
            .Select(f => (f.Name, f.LastWriteTimeUtc)).OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    private RunResult Result(string name) => ResultJson.Read(File.ReadAllText(Path.Combine(folder, name, "result.json")));
}
