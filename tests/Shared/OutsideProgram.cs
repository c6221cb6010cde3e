using System.ComponentModel;
using System.Diagnostics;

namespace Lth4Sa.Outside;

/// <summary>A program that tests and benchmarks start and that .NET does not bring along.</summary>
/// <param name="Name">As its users know it.</param>
/// <param name="Install">The command that installs it.</param>
internal sealed record OutsideProgram(string Name, string Install)
{
    public static OutsideProgram PyTorch { get; } = FromDebian("PyTorch", "python3-torch");

    public static OutsideProgram Optuna { get; } = FromDebian("Optuna", "python3-optuna");

    public static OutsideProgram Prometheus { get; } = FromDebian("Prometheus", "prometheus");

    public static OutsideProgram Wrk { get; } = FromDebian("wrk", "wrk");

    public static OutsideProgram Kill { get; } = FromDebian("kill", "procps");

    /// <exception cref="OutsideProgramException">It is not installed; the message has the command that installs it.</exception>
    public Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw Missing();
        }
    }

    /// <summary>What to throw when it ended early, given its standard error. A script of Python ends when a module is not installed.</summary>
    public OutsideProgramException Failed(string error) =>
        error.Contains("ModuleNotFoundError", StringComparison.Ordinal) ? Missing() : new($"{Name} failed: {error.Trim()}");

    private static OutsideProgram FromDebian(string name, string package) => new(name, $"sudo apt-get install -y --no-install-recommends {package}");

    private OutsideProgramException Missing() => new($"{Name} is missing. Install it with: {Install}");
}

/// <summary>An outside program is not installed, or failed.</summary>
internal sealed class OutsideProgramException(string message) : Exception(message);
