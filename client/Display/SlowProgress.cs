using System.Globalization;

namespace Lth4Sa.Cli.Display;

/// <summary>
/// A line on standard error for each second that something takes, so that what is done in a moment says nothing.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="text">The line for the part that is done.</param>
internal sealed class SlowProgress(TimeProvider time, Func<double, string> text) : IProgress<double>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private readonly long began = time.GetTimestamp();
    private TimeSpan next = Pause;

    /// <summary>Reports the part that is done; any thread may call it.</summary>
    public void Report(double value)
    {
        var elapsed = time.GetElapsedTime(began);
        lock (turn)
        {
            if (elapsed >= next)
            {
                next = elapsed + Pause;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text(value)}; {elapsed.TotalSeconds:F1} s"));
            }
        }
    }
}
