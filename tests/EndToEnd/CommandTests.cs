using System.Globalization;
using System.Text.Json;

namespace Lth4Sa.EndToEnd;

/// <summary>The commands beside the search, as processes.</summary>
public sealed class CommandTests : IDisposable
{
    /// <summary>32 x 24 of one colour. The tests' own process calls no native decoder.</summary>
    private static readonly Dictionary<string, (string Jpeg, string Png)> Images = new()
    {
        ["red"] = (
            "/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAYACADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAUH/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AiQERqAAAAAAD/9k=",
            "iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAJElEQVR42mM4ISJCU8QwasGoBaMWjFowasGoBaMWjFowNCwAAKUM0B926srsAAAAAElFTkSuQmCC"),
        ["blue"] = (
            "/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAYACADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQH/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AlADUEQAAAAAD/9k=",
            "iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAJElEQVR42mMQETlBU8QwasGoBaMWjFowasGoBaMWjFowNCwAAGzQ0B8UHUMAAAAAAElFTkSuQmCC"),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Networks_Json_HasEveryCombinationWithThePapersCounts()
    {
        var (exit, output, _) = await Lth4SaProcess.RunAsync("networks", "--json");
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var rows = json.RootElement.EnumerateArray().ToDictionary(r => $"{r.GetProperty("backbone")} {r.GetProperty("module")} {r.GetProperty("sharing")}");
        Assert.Equal(1_946_132, rows["resnet164 dia share"].GetProperty("parameters").GetInt64());
        Assert.Equal(28_114_584, rows["resnet50 se full"].GetProperty("parameters").GetInt64());
        Assert.Equal(new string('1', 12), rows["resnet38 cbam full"].GetProperty("scheme").GetString());
        Assert.Equal(54, rows["resnet164 eca share"].GetProperty("blocks").GetInt32());
        Assert.True(rows["resnet20 sge full"].GetProperty("multiplyAdds").GetInt64() > 30_000_000);
        Assert.DoesNotContain("resnet38 dia full", rows.Keys);
    }

    [Theory]
    [InlineData("sharing: full is not allowed; expected share with the module dia", "networks", "--module", "dia", "--sharing", "full")]
    [InlineData("scheme: 01 is not allowed", "networks", "--scheme", "01")]
    [InlineData("backbone: vgg is not allowed; expected one of resnet20", "networks", "--backbone", "vgg")]
    [InlineData("module: none is not allowed; expected one of se", "networks", "--module", "none")]
    [InlineData("classes: 1 is not allowed", "networks", "--classes", "1")]
    [InlineData("scheme: 01 is not allowed; expected 6 characters", "train", "--scheme", "01")]
    [InlineData("train-epochs: 0 is not allowed", "train", "--epochs", "0")]
    [InlineData("expected a folder with the binary files of CIFAR", "train", "--data", "/tmp")]
    [InlineData("source: /does/not/exist is not allowed", "data", "prepare", "--source", "/does/not/exist", "--out", "/does/not/exist/either")]
    [InlineData("See lth4sa data prepare --help", "data", "prepare", "--out", "x")]
    [InlineData("d: 1 is not allowed; expected at least 2", "theory", "--d", "1", "--epsilon", "1", "--delta", "0.1")]
    [InlineData("delta: 1 is not allowed", "theory", "--d", "3", "--epsilon", "1", "--delta", "1")]
    [InlineData("epsilon: Infinity is not allowed; expected a number above 0", "theory", "1", "--d", "3", "--epsilon", "1e400", "--delta", "0.1")]
    [InlineData("trials: 29 is not allowed; expected at least 30", "theory", "--d", "3", "--epsilon", "1", "--delta", "0.1", "--trials", "29")]
    [InlineData("inputs: 0 is not allowed; expected 1 to", "theory", "--d", "3", "--epsilon", "1", "--delta", "0.1", "--inputs", "0")]
    [InlineData("d: 5 is not allowed; expected 1 to 4", "theory", "2", "--d", "5")]
    [InlineData("epsilon: 1E-09 is not allowed; expected a number from 4.2E-05", "theory", "2", "--epsilon", "1e-9")]
    [InlineData("epsilon: 1 is not allowed", "theory", "2", "--epsilon", "1")]
    [InlineData("epsilon: NaN is not allowed", "theory", "2", "--epsilon", "NaN")]
    [InlineData("epsilon0: 0.1 is not allowed; expected a number from 2.1E-05", "theory", "2", "--epsilon", "0.1", "--epsilon0", "0.1")]
    [InlineData("cells: 1000 is not allowed; expected 1 to", "theory", "2", "--cells", "4", "1000")]
    [InlineData("samples: 29 is not allowed; expected 30 to 1000000", "theory", "2", "--samples", "29")]
    [InlineData("function: step is not allowed; expected one of wave, cone", "theory", "2", "--function", "step")]
    [InlineData("batch: 1 is not allowed; expected at least 2", "bench", "training", "--batch", "1")]
    [InlineData("runs: 0 is not allowed", "bench", "control", "--runs", "0")]
    [InlineData("strategy: darts is not allowed", "bench", "control", "--strategy", "darts")]
    [InlineData("family: hills is not allowed; expected one of additive", "data", "landscape", "--family", "hills", "--blocks", "8", "--out", "x.csv")]
    [InlineData("rows: 300 is not allowed; expected 1 to 256", "data", "landscape", "--family", "additive", "--blocks", "8", "--rows", "300", "--out", "x.csv")]
    [InlineData("rows: 1.8446744073709552E+19 is not allowed", "data", "landscape", "--family", "additive", "--blocks", "64", "--out", "x.csv")]
    [InlineData("evaluator: table: is not allowed; expected supernet, or table: and the path", "search", "--evaluator", "table:", "--out", "/does/not/exist")]
    [InlineData("expected the folder of a search, with its run.json", "rescore", "/does/not/exist")]
    [InlineData("table: /does/not/exist cannot be read", "statistics", "/does/not/exist")]
    [InlineData("spec: /does/not/exist does not exist", "compare", "/does/not/exist")]
    public async Task Command_BadOption_NamesFieldValueAndWhatIsAllowed(string expected, params string[] arguments)
    {
        var output = arguments[0] == "train" ? new[] { "--out", Path.Combine(folder, "bad") } : [];
        await Lth4SaProcess.RefusesAsync(expected, [.. arguments, .. output]);
        Assert.False(Directory.Exists(Path.Combine(folder, "bad")));
    }

    [Fact]
    public async Task Theory_OfThreeDimensions_PrintsTheWidthAndASimulation()
    {
        var (exit, output, _) = await Lth4SaProcess.RunAsync("theory", "--d", "3", "--epsilon", "0.5", "--delta", "0.1", "--trials", "50");
        Assert.Equal(0, exit);
        Assert.Contains("so m = 19", output, StringComparison.Ordinal);
        Assert.Contains("simulation of 50 networks, with 100 inputs each", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m = 2885862449", "2", "1e-9", "0.1")]
    [InlineData("m = about 10^9.86673E+06", "2000000", "0.01", "0.1")]
    [InlineData("m = about 10^323.766", "2", "5e-324", "0.1")]
    [InlineData("m = 1", "2147483647", "1e300", "0.9999999999999999")]
    public async Task Theory_ExtremeValues_PrintsAWidthAndThatNoneIsDrawn(string width, string dimension, string epsilon, string delta)
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync("theory", "--d", dimension, "--epsilon", epsilon, "--delta", delta);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains(width, output, StringComparison.Ordinal);
        Assert.Contains("simulation: left out, 30 networks of this size are too many numbers to draw", output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u221e", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theory_OfTheSecondTheorem_FindsASubnetworkWithinEpsilon()
    {
        var (exit, output, _) = await Lth4SaProcess.RunAsync("theory", "2", "--epsilon", "0.2", "--samples", "2000", "--json");
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var networks = json.RootElement.GetProperty("networks").EnumerateArray().ToArray();
        Assert.False(networks[0].GetProperty("within").GetBoolean());
        Assert.True(networks[^1].GetProperty("within").GetBoolean());
        Assert.InRange(networks[^1].GetProperty("measured").GetProperty("distance").GetProperty("value").GetDouble(), 0.001, 0.2);

        (exit, output, _) = await Lth4SaProcess.RunAsync("theory", "2", "--cells", "2", "64");
        Assert.Equal(0, exit);
        Assert.Contains("the zero blocks change the output by at most 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_KilledAndInterrupted_EndsWithTheNetworkOfAnUndisturbedOne()
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(Train("undisturbed"));
        Assert.True(exit == 0, error);
        Assert.Contains("Test accuracy", output, StringComparison.Ordinal);

        var checkpoint = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "disturbed")).FullName, "checkpoint.safetensors");
        using (var killed = await StartAsync(checkpoint))
        {
            await killed.KillAsync();
        }

        using (var interrupted = await StartAsync(checkpoint))
        {
            interrupted.Interrupt();
            Assert.Equal(130, (await interrupted.EndAsync()).ExitCode);
        }

        Assert.Equal(0, (await Lth4SaProcess.RunAsync(Train("disturbed"))).ExitCode);
        foreach (var name in new[] { "network.safetensors", "result.json", "report.html", "split.json" })
        {
            Assert.Equal(await ReadAsync("undisturbed", name), await ReadAsync("disturbed", name));
        }

        using var result = JsonDocument.Parse(await ReadAsync("disturbed", "result.json"));
        Assert.Equal(12, result.RootElement.GetProperty("history").GetArrayLength());

        await File.WriteAllTextAsync(checkpoint, "damaged");
        var (failed, _, damage) = await Lth4SaProcess.RunAsync(Train("disturbed"));
        Assert.Equal(1, failed);
        Assert.Contains("checkpoint.safetensors is truncated", damage, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", damage, StringComparison.Ordinal);

        var (refused, _, reason) = await Lth4SaProcess.RunAsync([.. Train("disturbed").Select(a => a == "12" ? "13" : a)]);
        Assert.Equal(2, refused);
        Assert.Contains("epochs: the folder has 12, you ask for 13", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_LossThatIsNotFinite_FailsWithItsPlaceAndGivesTheFolderBack()
    {
        var (exit, _, error) = await Lth4SaProcess.RunAsync([.. Train("diverging"), "--learning-rate", "1e30"]);
        Assert.Equal(1, exit);
        Assert.Contains("The loss is NaN in epoch 1, iteration 2 of", error, StringComparison.Ordinal);
        Assert.Contains("at a learning rate of 1E+30; the last finite loss was ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "diverging")));
    }

    [Fact]
    public async Task DataPrepare_ThenTrain_LearnsFromImageFiles()
    {
        WriteImages();
        var shards = Path.Combine(folder, "shards");
        string[] prepare = ["data", "prepare", "--source", Path.Combine(folder, "images"), "--out", shards, "--size", "20", "--crop", "16"];
        await File.WriteAllTextAsync(Path.Combine(folder, "images", "train", "red", "broken.jpg"), "not an image");

        var (stopped, _, broken) = await Lth4SaProcess.RunAsync(prepare);
        Assert.Equal(1, stopped);
        Assert.Contains("train/red/broken.jpg: neither JPEG nor PNG", broken, StringComparison.Ordinal);
        Assert.Contains("1 of 29 images is missing or broken", broken, StringComparison.Ordinal);

        var (exit, output, error) = await Lth4SaProcess.RunAsync([.. prepare, "--skip-broken"]);
        Assert.True(exit == 0, error);
        Assert.Contains("2 classes, 20 training and 8 test images with a shorter side of 20, 1 left out", output, StringComparison.Ordinal);

        var (trained, result, failure) = await Lth4SaProcess.RunAsync(
            "train", "--backbone", "resnet11", "--data", shards, "--epochs", "1", "--batch-size", "8", "--out", Path.Combine(folder, "network"));
        Assert.True(trained == 0, failure);
        Assert.Contains("Test accuracy", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Landscape_OfASmallSpace_IsATableOfEverySchemeThatASearchReads()
    {
        var output = Path.Combine(folder, "landscape");
        var (exit, said, error) = await Lth4SaProcess.RunAsync("landscape", "--backbone", "resnet20", "--epochs", "1", "--seed", "2", "--out", output);
        Assert.True(exit == 0, error);
        var rows = (await File.ReadAllLinesAsync(Path.Combine(output, "landscape.csv")))[2..].Select(row => row.Split(',')).ToArray();
        Assert.Equal(64, rows.Select(r => r[0]).Distinct().Count());
        Assert.All(rows, r => Assert.Equal(100 * double.Parse(r[2], CultureInfo.InvariantCulture) / double.Parse(r[3], CultureInfo.InvariantCulture), double.Parse(r[1], CultureInfo.InvariantCulture)));
        Assert.Equal(["220378", "242834"], new[] { "000000", "111111" }.Select(s => rows.Single(r => r[0] == s)[4]));
        Assert.StartsWith("# accuracies: supernet, validation images; resnet20 se full", await File.ReadAllTextAsync(Path.Combine(output, "landscape.csv")), StringComparison.Ordinal);
        Assert.Contains("All accuracies are the supernet's, on validation images", said, StringComparison.Ordinal);
        Assert.Contains("supernet accuracy, validation images (%)</text>", await File.ReadAllTextAsync(Path.Combine(output, "statistics.html")), StringComparison.Ordinal);

        var (searched, found, failure) = await Lth4SaProcess.RunAsync(
            "search", "--evaluator", "table:" + Path.Combine(output, "landscape.csv"), "--strategy", "exhaustive", "--out", Path.Combine(folder, "search"));
        Assert.True(searched == 0, failure);
        Assert.Contains("64 evaluations requested, 64 unique", found, StringComparison.Ordinal);
        var (screened, kept, problem) = await Lth4SaProcess.RunAsync("screen", output, "--random", "16", "--keep", "3");
        Assert.True(screened == 0, problem);
        Assert.Contains("the 3 most accurate of 16 schemes", kept, StringComparison.Ordinal);
        Assert.Contains("supernet accuracy, validation images (%)", kept, StringComparison.Ordinal);
        Assert.Contains("All accuracies are the supernet's, on validation images", kept, StringComparison.Ordinal);
        await Lth4SaProcess.RefusesAsync("confidence: 1 is not allowed", "screen", output, "--confidence", "1");
        await Lth4SaProcess.RefusesAsync("backbone: resnet164 is not allowed; expected one of at most 20 blocks", "landscape", "--backbone", "resnet164", "--out", output);
    }

    [Fact]
    public async Task BenchEvaluator_ASmallNetwork_ShowsEveryContestant()
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(
            "bench", "evaluator", "--backbone", "resnet20", "--batch", "4", "--rounds", "1", "--schemes", "8", "--steps", "5", "--threads", "1");
        Assert.True(exit == 0, error);
        foreach (var word in new[] { "PyTorch eager, channels_last", "lth4sa, plain", "lth4sa, folded", "tree and cache", "random", "the last 3 blocks free", "5 steps of EAN", "of the floor", "Peak memory" })
        {
            Assert.Contains(word, output, StringComparison.Ordinal);
        }

        await Lth4SaProcess.RefusesAsync("schemes: 6 is not allowed; expected a power of two", "bench", "evaluator", "--backbone", "resnet20", "--schemes", "6");
        await Lth4SaProcess.RefusesAsync("set: all is not allowed; expected one of slice, random, search", "bench", "evaluator", "--set", "all");
    }

    [Fact]
    public async Task BenchTraining_ASmallNetwork_ShowsEveryContestant()
    {
        var (exit, output, error) = await Lth4SaProcess.RunAsync(
            "bench", "training", "--backbone", "resnet11", "--batch", "4", "--rounds", "1", "--iterations", "1", "--threads", "1");
        Assert.True(exit == 0, error);
        foreach (var contestant in new[] { "lth4sa", "PyTorch eager, channels_last", "PyTorch eager, contiguous" })
        {
            Assert.Contains(contestant, output, StringComparison.Ordinal);
        }
    }

    /// <summary>Starts the training and waits until a file is put in its place, as every checkpoint is when it is complete.</summary>
    private async Task<Lth4SaProcess> StartAsync(string file)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!, Path.GetFileName(file));
        watcher.Renamed += (_, _) => written.TrySetResult();
        watcher.Created += (_, _) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        var training = Lth4SaProcess.Start(Train("disturbed"));
        // Nobody else holds the watcher and who waits for it: the process's end keeps both alive.
        training.Drain();
        var end = training.EndAsync();
        Assert.NotEqual(end, await Task.WhenAny(written.Task, end));
        return training;
    }

    private string[] Train(string name) =>
    [
        "train", "--backbone", "resnet11", "--module", "dia", "--sharing", "share", "--scheme", "101", "--epochs", "12", "--seed", "7",
        "--out", Path.Combine(folder, name),
    ];

    private Task<string> ReadAsync(string run, string name) => File.ReadAllTextAsync(Path.Combine(folder, run, name));

    private void WriteImages()
    {
        foreach (var (label, colours) in Images)
        {
            foreach (var (split, count) in new[] { ("train", 10), ("val", 4) })
            {
                var directory = Directory.CreateDirectory(Path.Combine(folder, "images", split, label)).FullName;
                for (var i = 0; i < count; i++)
                {
                    var (extension, image) = i % 2 == 0 ? (".jpeg", colours.Jpeg) : (".png", colours.Png);
                    File.WriteAllBytes(Path.Combine(directory, i.ToString(CultureInfo.InvariantCulture) + extension), Convert.FromBase64String(image));
                }
            }
        }
    }
}
