namespace Lth4Sa.EndToEnd;

public sealed class FidelityCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Fidelity_KilledAndGivenAgain_TrainsEachNetworkOnceAndCorrelates()
    {
        var output = Path.Combine(folder, "study");
        var command = Command("4");
        using (var killed = Lth4SaProcess.Start(command))
        {
            await killed.SeeAsync("running");
            await killed.KillAsync();
        }

        var (exit, text, error) = await Lth4SaProcess.RunAsync(command);
        Assert.True(exit == 0, error);
        Assert.Contains("Pearson's r", text, StringComparison.Ordinal);
        var rows = await File.ReadAllLinesAsync(Path.Combine(output, "fidelity.csv"));
        Assert.Equal("scheme,connections,supernet bernoulli,supernet fair,accuracy", rows[1]);
        Assert.Equal(["0", "1", "2", "3"], rows[2..].Select(r => r.Split(',')[1]));
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(output, "fidelity.html")), StringComparison.Ordinal);
        // Two of the four schemes are the original and the full network.
        Assert.Equal(4, Directory.GetFiles(Path.Combine(output, "networks")).Length);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(output, "supernets")).Length);

        var (again, same, _) = await Lth4SaProcess.RunAsync(command);
        Assert.Equal((0, Table(text)), (again, Table(same)));
        await Lth4SaProcess.RefusesAsync("count: the folder has 4, you ask for 5", Command("5"));

        string[] Command(string count) =>
        [
            "fidelity", "--backbone", "resnet11", "--count", count, "--sampling", "bernoulli,fair", "--epochs", "1", "--train-epochs", "1",
            "--threads", "1", "--out", output,
        ];
    }

    private static string Table(string text) => text[text.IndexOf("Pearson's r", StringComparison.Ordinal)..];
}
