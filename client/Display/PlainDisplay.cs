using System.Globalization;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Display;

/// <summary>For pipes and files: a line whenever the phase changes or some seconds have passed.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : IRunDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public async Task<RunProgress?> FollowAsync(IAsyncEnumerable<RunProgress> progress)
    {
        RunProgress? last = null;
        long? shown = null;
        await foreach (var now in progress)
        {
            var news = last?.Phase != now.Phase || now.Fraction >= 1 && last.Fraction < 1;
            if (news || shown is null || time.GetElapsedTime(shown.Value) >= Pause)
            {
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture, $"{now.Stage}  {100 * now.Fraction:F0} %  {ProgressText.Details(now)}").TrimEnd());
                shown = time.GetTimestamp();
            }

            last = now;
        }

        return last;
    }
}
