using Lth4Sa.Contracts.Runs;
using Spectre.Console;

namespace Lth4Sa.Cli.Display;

/// <summary>For terminals: a bar for each phase.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console) : IRunDisplay
{
    public Task<RunProgress?> FollowAsync(IAsyncEnumerable<RunProgress> progress) => console.Progress()
        .AutoClear(false)
        .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(async context =>
        {
            var bars = new Dictionary<RunPhase, ProgressTask>();
            RunProgress? last = null;
            await foreach (var now in progress)
            {
                if (last is not null && last.Phase != now.Phase && bars.TryGetValue(last.Phase, out var finished))
                {
                    finished.Value = finished.MaxValue;
                }

                if (now.Phase != RunPhase.Done)
                {
                    var bar = bars.TryGetValue(now.Phase, out var known)
                        ? known
                        : bars[now.Phase] = context.AddTask(now.Stage, maxValue: 1);
                    bar.Value = now.Fraction;
                    bar.Description = Markup.Escape($"{now.Stage}  {ProgressText.Details(now)}");
                }

                last = now;
            }

            return last;
        });
}
