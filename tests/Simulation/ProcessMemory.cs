using System.Globalization;

namespace Lth4Sa.Simulation;

/// <summary>What the kernel says of this process' memory.</summary>
internal static class ProcessMemory
{
    /// <summary>The most that it has had resident at a time, in MiB.</summary>
    public static long Peak => Read("VmHWM:");

    /// <summary>What it has resident now, in MiB.</summary>
    public static long Now => Read("VmRSS:");

    private static long Read(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
