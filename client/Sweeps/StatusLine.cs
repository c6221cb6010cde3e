using Lth4Sa.Contracts.Sweeps;
using Spectre.Console;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>The state of a sweep on one line of a terminal, or on a line now and then.</summary>
internal sealed class StatusLine(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private long? last;
    private bool open;

    public void Show(SweepStatus status)
    {
        if (AnsiConsole.Profile.Out.IsTerminal)
        {
            Console.Write("\r\u001b[K" + SweepTable.Line(status));
            open = true;
        }
        else if (last is null || time.GetElapsedTime(last.Value) >= Period)
        {
            last = time.GetTimestamp();
            Console.WriteLine(SweepTable.Line(status));
        }
    }

    public static void Say(string what) => Console.WriteLine((AnsiConsole.Profile.Out.IsTerminal ? "\r\u001b[K" : "") + what);

    /// <summary>What is written next begins on a line of its own.</summary>
    public void End()
    {
        if (open)
        {
            Console.WriteLine();
            open = false;
        }
    }
}
