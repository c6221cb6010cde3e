using System.Diagnostics;
using Lth4Sa.Outside;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>A script of tests/Oracle in a process of its own.</summary>
internal static class Python
{
    /// <summary>Debian's own interpreter: its packages belong to it, not to another one on the PATH.</summary>
    private const string Interpreter = "/usr/bin/python3";

    /// <param name="package">What the script imports; the interpreter comes with it.</param>
    /// <exception cref="OutsideProgramException">There is no interpreter.</exception>
    public static Process Start(OutsideProgram package, string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Oracle", script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It runs as it runs by default: our allocator and our settings of OpenMP are not its.
        foreach (var ours in new[] { "LD_PRELOAD", "GOMP_SPINCOUNT" })
        {
            start.Environment.Remove(ours);
        }

        return package.Start(start);
    }
}
