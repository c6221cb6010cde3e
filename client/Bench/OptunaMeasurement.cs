using System.Globalization;
using System.Text.Json;
using Lth4Sa.Outside;

namespace Lth4Sa.Cli.Bench;

/// <param name="Bytes">Of its file; 0 in memory.</param>
internal sealed record OptunaMeasurement(string Sampler, string Storage, int Trials, double Seconds, long Bytes, string Version)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public double TrialsPerSecond => Trials / Seconds;

    /// <summary>Every sampler and storage in turn, in a process of its own.</summary>
    /// <exception cref="OutsideProgramException">Optuna is not there, or failed.</exception>
    public static OptunaMeasurement[] Take(string table, double seconds)
    {
        using var process = Python.Start(OutsideProgram.Optuna, "optuna_peer.py", [table, seconds.ToString(CultureInfo.InvariantCulture)]);
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines.Select(line => JsonSerializer.Deserialize<OptunaMeasurement>(line, Json)!)]
            : throw OutsideProgram.Optuna.Failed(error.GetAwaiter().GetResult());
    }
}
