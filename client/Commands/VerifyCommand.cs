using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Commands;

/// <summary>Whether what is stored of runs is what they did.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (directory, silo) = (StoredRuns.All("dir"), SiloOptions.Silo());
        var command = new Command("verify", "Recompute the hash chains of stored runs from their steps: intact, or where they break.")
        {
            directory, silo,
        };
        command.SetAction((given, _) => StoredRuns.LookAsync(given.GetValue(directory)!, given.GetValue(silo), CheckAsync));
        return command;
    }

    private static async Task<int> CheckAsync(ILth4SaApi api, StoredRun[] runs)
    {
        var (steps, broken) = (0L, 0);
        foreach (var run in runs)
        {
            var check = await CheckAsync(api, run.Id);
            steps += check.Steps;
            if (check.Break is { } where)
            {
                broken++;
                Console.WriteLine($"{run.Name} ({run.Id}): {where}");
            }
        }

        Console.WriteLine(broken == 0
            ? $"Intact: {Plural.Of(runs.Length, "run")}, {Plural.Of(steps, "step")}."
            : string.Create(
                CultureInfo.InvariantCulture, $"{broken} of {Plural.Of(runs.Length, "run")} {(broken == 1 ? "is" : "are")} damaged."));
        return broken == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<RunCheck> CheckAsync(ILth4SaApi api, string run)
    {
        try
        {
            return await api.VerifyAsync(run, CancellationToken.None);
        }
        catch (NotFoundException)
        {
            // It has not begun.
            return new RunCheck(0, null);
        }
        catch (InvalidDataException damaged)
        {
            // A record that cannot be read is damage too, and is named in the message.
            return new RunCheck(0, damaged.Message);
        }
    }
}
