using System.CommandLine;
using System.Globalization;
using Lth4Sa.Client.Sweeps;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Client.Commands;

/// <summary>Whether what is stored of runs is what they did, and where two of them part.</summary>
internal static class VerifyCommand
{
    public static Command Verify()
    {
        var directory = new Argument<string>("dir") { Description = "Folder of a search or a sweep" };
        var command = new Command("verify", "Recompute the hash chains of stored runs from their steps: intact, or where they break.") { directory };
        command.SetAction((given, _) => StoredRuns.LookAsync(given.GetValue(directory)!, async (grains, runs) =>
        {
            var (steps, broken) = (0L, 0);
            foreach (var (name, spec) in runs)
            {
                var check = await CheckAsync(grains.GetGrain<ISearchRunGrain>(spec.RunId()));
                steps += check.Steps;
                if (check.Break is { } where)
                {
                    broken++;
                    Console.WriteLine($"{name} ({spec.RunId()}): {where}");
                }
            }

            Console.WriteLine(broken == 0
                ? FormattableString.Invariant($"Intact: {runs.Count} runs, {steps:N0} steps.")
                : FormattableString.Invariant($"{broken} of {runs.Count} runs are damaged."));
            return broken == 0 ? RunCommand.Done : RunCommand.Failed;
        }));
        return command;
    }

    public static Command Diff()
    {
        var (left, right) = (Run("left"), Run("right"));
        var command = new Command("diff", "Show where two runs differ: their options, and the first step at which they part.") { left, right };
        command.SetAction(async (given, _) =>
        {
            var (a, b) = (await ReadAsync(given.GetValue(left)!), await ReadAsync(given.GetValue(right)!));
            foreach (var option in SpecOptions.All.Where(o => !Equals(o.Value(a.Spec), o.Value(b.Spec))))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {option.Value(a.Spec)} | {option.Value(b.Spec)}"));
            }

            var common = Math.Min(a.Steps.Length, b.Steps.Length);
            var parts = Enumerable.Range(0, common).FirstOrDefault(i => !Same(a.Steps[i], b.Steps[i]), common);
            if (parts < common)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"They part at step {parts + 1}:"));
                Show(a.Steps[parts]);
                Show(b.Steps[parts]);
                return RunCommand.Failed;
            }

            Console.WriteLine(a.Steps.Length == b.Steps.Length
                ? FormattableString.Invariant($"Equal in all {common} steps.")
                : FormattableString.Invariant($"Equal in {common} steps; the one has {a.Steps.Length}, the other {b.Steps.Length}."));
            return a.Steps.Length == b.Steps.Length ? RunCommand.Done : RunCommand.Failed;
        });
        return command;
    }

    private static Argument<string> Run(string name) => new(name) { Description = "Folder of a search, or folder of a sweep with #RUN: name or id" };

    // A record that cannot be read is damage too, and is named in the message.
    private static async Task<RunCheck> CheckAsync(ISearchRunGrain run)
    {
        try
        {
            return await run.Verify();
        }
        catch (InvalidDataException damaged)
        {
            return new RunCheck(0, damaged.Message);
        }
    }

    private static Task<(RunSpec Spec, StepRecord[] Steps)> ReadAsync(string text) =>
        StoredRuns.LookAtOneAsync(text, async (run, spec) => (spec, await run.GetSteps(0)));

    private static bool Same(StepRecord a, StepRecord b) =>
        a.Schemes.SequenceEqual(b.Schemes) && a.Accuracies.SequenceEqual(b.Accuracies) && a.Rewards.SequenceEqual(b.Rewards) && a.Probabilities.SequenceEqual(b.Probabilities);

    private static void Show(StepRecord step) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {string.Join(", ", step.Schemes.Zip(step.Accuracies, step.Rewards).Select(s => FormattableString.Invariant($"{s.First}: accuracy {s.Second:R}, reward {s.Third:R}")))}; p-bar {step.PBar:R}"));
}
