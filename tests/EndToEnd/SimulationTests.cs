using System.Diagnostics;

namespace Lth4Sa.EndToEnd;

/// <summary>Sweeps under faults, on simulated time.</summary>
public sealed class SimulationTests
{
    private static readonly string Program = BuildMetadata.Of("Simulation");

    [Fact]
    public async Task Simulate_TwoHundredSeeds_AreIntact()
    {
        var (exit, output) = await RunAsync("--seeds", "1..200");
        Assert.True(exit == 0, output);
        Assert.Contains("200 seeds intact", output, StringComparison.Ordinal);
        foreach (var fault in new[] { "crash", "partition", "lost", "delay", "storage", "unknown", "slow", "full", "device", "operator", "rival" })
        {
            Assert.Contains(fault, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Simulate_TheSameSeedTwice_TakesTheSameCourse()
    {
        var (exit, output) = await RunAsync("--seeds", "1..20", "--twice");
        Assert.True(exit == 0, output);
        var (_, first) = await RunAsync("--seeds", "7", "--trace");
        var (_, second) = await RunAsync("--seeds", "7", "--trace");
        Assert.Equal(WithoutDuration(first), WithoutDuration(second));
        Assert.Contains("fault", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seeds: 5..2 is not allowed", "--seeds", "5..2")]
    [InlineData("faults: rain is not allowed; expected all, none, or some of crash", "--faults", "rain")]
    public async Task Simulate_BadInput_IsRefused(string expected, params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);
        Assert.Equal(2, exit);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static string[] WithoutDuration(string output) => [.. output.Split('\n').Where(line => !line.Contains(" s of processor time", StringComparison.Ordinal))];

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
