using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>The best of many schemes on the supernet of a finished search, on as few images as a confidence allows.</summary>
internal static class ScreenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (search, silo) = (StoredRuns.Finished(), SiloOptions.Silo());
        var file = new Option<string?>("--schemes")
        {
            Description = "A text file with a scheme on each line, instead of random ones",
            HelpName = "FILE",
        };
        var (random, keep) = (
            Count("--random", "Random schemes to choose from", 256), Count("--keep", "The most accurate schemes that are wanted", 10));
        var confidence = new Option<double>("--confidence")
        {
            Description = "Probability that all of the best are kept",
            HelpName = "P",
            DefaultValueFactory = _ => 0.95,
        };
        var seed = new Option<long>("--seed") { Description = "Seed of the random schemes", HelpName = "N" };
        var command = new Command(
            "screen", "Find the most accurate of many schemes on a finished search's supernet, on as few images as a confidence allows.")
        {
            search, file, random, keep, confidence, seed, silo,
        };
        command.SetAction((given, interrupted) =>
        {
            var (count, best, sure) = (given.GetValue(random), given.GetValue(keep), given.GetValue(confidence));
            SpecException.Check("random", count, count >= 1, "at least 1");
            SpecException.Check("keep", best, best >= 1, "at least 1");
            SpecException.Check("confidence", sure, sure is > 0 and < 1, "a number above 0 and below 1");
            return StoredRuns.OpenFinishedAsync(given.GetValue(search)!, given.GetValue(silo), (api, found, _) => RunAsync(
                api, found,
                blocks => given.GetValue(file) is { } path ? Read(path, blocks) : Random(blocks, count, given.GetValue(seed)), best,
                sure, interrupted));
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ILth4SaApi api, RunStatus search, Func<int, string[]> choose, int keep, double confidence, CancellationToken interrupted)
    {
        var supernet = search.Result!.Supernet ?? throw new SpecException(
            $"search: {search.Run} is not allowed; expected a search on a supernet, it is on a table.");
        var schemes = choose(Backbone.Parse(search.Spec.Backbone).Blocks);
        ScreeningProgress? last = null;
        try
        {
            await foreach (var progress in await api.ScreenAsync(supernet, new ScreeningRequest(schemes, keep, confidence), interrupted))
            {
                if (progress.Seen != last?.Seen)
                {
                    await Console.Error.WriteLineAsync(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{progress.Seen} of {progress.Of} images: {progress.Remaining.Length} of {schemes.Length} schemes may be "
                            + $"among the best {keep}; {progress.Seconds:F1} s"));
                }

                last = progress;
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Interrupted;
        }

        if (last is not { Ended: true })
        {
            await Console.Error.WriteLineAsync("The silo broke it off; start it again.");
            return ExitCode.Failed;
        }

        string[] remaining = [.. last.Remaining.Select(s => s.ToString())];
        var kept = (await api.EvaluateAsync(supernet, remaining, interrupted)).OrderByDescending(e => e.Accuracy).ToArray();
        ResultDisplay.Show(
            AnsiConsole.Console, ["scheme", AccuracySource.Supernet.Axis],
            kept.Select(e => new[] { e.Scheme.ToString(), e.Accuracy.ToString("F2", CultureInfo.InvariantCulture) }), leftColumns: 1);
        AnsiConsole.Console.WriteLine(AccuracySource.Supernet.Note);
        var all = (long)schemes.Length * last.Of;
        AnsiConsole.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"With a confidence of {confidence:P0} the {kept.Length} most accurate of {schemes.Length} schemes: "
            + $"{last.Images:N0} images forwarded to find them ({(double)last.Images / all:P0} of {all:N0}), "
            + $"{last.Seconds:F1} s of the device."));
        return ExitCode.Done;
    }

    private static string[] Random(int blocks, int count, long seed)
    {
        var most = blocks < 63 ? (int)Math.Min(count, 1L << blocks) : count;
        return [.. RandomSchemes.Distinct(blocks, most, unchecked((ulong)seed), RandomStream.Actions).Select(s => s.ToString())];
    }

    private static string[] Read(string path, int blocks)
    {
        SpecException.Check("schemes", path, File.Exists(path), "an existing text file");

        var lines = File.ReadAllLines(path).Select(
            (line, i) => (Text: line.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0 && l.Text[0] != '#').ToArray();
        var wrong = lines.Where(l => l.Text.Length != blocks || l.Text.Any(c => c is not ('0' or '1')))
            .Select(l => $"{path}, line {l.Number}: {l.Text} is not allowed; expected {blocks} digits of 0 and 1.").ToArray();
        return wrong.Length > 0 ? throw new SpecException(string.Join(Environment.NewLine, wrong))
            : lines.Length > 0 ? [.. lines.Select(l => l.Text).Distinct()]
            : throw new SpecException($"schemes: {path} is not allowed; expected a scheme on each line.");
    }

    private static Option<int> Count(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
}
