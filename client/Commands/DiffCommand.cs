using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>Where two runs differ.</summary>
internal static class DiffCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (left, right, silo) = (StoredRuns.One("left"), StoredRuns.One("right"), SiloOptions.Silo());
        var command = new Command("diff", "Show where two runs differ: their options, and the first step at which they part.")
        {
            left, right, silo,
        };
        command.SetAction(async (given, _) =>
        {
            var at = given.GetValue(silo);
            var a = await StoredRuns.LookAtOneAsync(given.GetValue(left)!, at, ReadAsync);
            var b = await StoredRuns.LookAtOneAsync(given.GetValue(right)!, at, ReadAsync);
            return Compare(a, b);
        });
        return command;
    }

    private static int Compare((RunSpec Spec, SearchStep[] Steps) a, (RunSpec Spec, SearchStep[] Steps) b)
    {
        foreach (var option in SpecOptions.All.Where(o => !Equals(o.Value(a.Spec), o.Value(b.Spec))))
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {option.Value(a.Spec)} | {option.Value(b.Spec)}"));
        }

        var common = Math.Min(a.Steps.Length, b.Steps.Length);
        var parts = Enumerable.Range(0, common).FirstOrDefault(i => !Same(a.Steps[i], b.Steps[i]), common);
        if (parts < common)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"They part at step {parts + 1}:"));
            Show(a.Steps[parts]);
            Show(b.Steps[parts]);
            return ExitCode.Failed;
        }

        Console.WriteLine(a.Steps.Length == b.Steps.Length
            ? FormattableString.Invariant($"Equal in all {common} steps.")
            : FormattableString.Invariant($"Equal in {common} steps; the one has {a.Steps.Length}, the other {b.Steps.Length}."));
        return a.Steps.Length == b.Steps.Length ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<(RunSpec Spec, SearchStep[] Steps)> ReadAsync(ILth4SaApi api, StoredRun run)
    {
        try
        {
            return (run.Spec, await api.GetStepsAsync(run.Id, 0, int.MaxValue, CancellationToken.None));
        }
        catch (NotFoundException)
        {
            // It has not begun.
            return (run.Spec, []);
        }
    }

    private static bool Same(SearchStep a, SearchStep b) =>
        a.Schemes.SequenceEqual(b.Schemes) && a.Accuracies.SequenceEqual(b.Accuracies)
        && a.Rewards.SequenceEqual(b.Rewards) && a.Probabilities.SequenceEqual(b.Probabilities);

    private static void Show(SearchStep step)
    {
        var schemes = step.Schemes.Zip(step.Accuracies, step.Rewards).Select(
            s => FormattableString.Invariant($"{s.First}: accuracy {s.Second:R}, reward {s.Third:R}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {string.Join(", ", schemes)}; p-bar {step.PBar:R}"));
    }
}
