using System.Globalization;
using System.Text.Json;
using Lth4Sa.Outside;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>How fast Optuna is on a table.</summary>
/// <param name="Sampler">Its sampler.</param>
/// <param name="Storage">Where it keeps the study.</param>
/// <param name="Trials">The number of trials.</param>
/// <param name="Seconds">The time in seconds.</param>
/// <param name="Bytes">The size of the study's file; 0 in memory.</param>
/// <param name="Version">The version of Optuna.</param>
internal sealed record OptunaMeasurement(string Sampler, string Storage, int Trials, double Seconds, long Bytes, string Version)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Trials a second.</summary>
    public double TrialsPerSecond => Trials / Seconds;

    /// <summary>Measures every sampler and storage in turn, in a process of its own.</summary>
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
