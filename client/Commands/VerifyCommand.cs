using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>Whether what is stored of runs is what they did, and where two of them part.</summary>
internal static class VerifyCommand
{
    public static Command Verify()
    {
        var (directory, silo) = (new Argument<string>("dir") { Description = "Folder of a search or a sweep; with --silo the name of a sweep" }, SiloOptions.Silo());
        var command = new Command("verify", "Recompute the hash chains of stored runs from their steps: intact, or where they break.") { directory, silo };
        command.SetAction(async (given, _) =>
        {
            using var remote = SiloOptions.Open(given.GetValue(silo));
            if (remote is not null)
            {
                var there = await remote.GetRunsAsync(given.GetValue(directory)!, 0, int.MaxValue, null, null, CancellationToken.None);
                return await CheckAsync([.. there.Select(r => (r.Run.Name, r.RunId))], run => remote.VerifyAsync(run, CancellationToken.None));
            }

            return await StoredRuns.LookAsync(given.GetValue(directory)!, (grains, runs) =>
                CheckAsync([.. runs.Select(r => (r.Name, r.Spec.RunId()))], run => grains.GetGrain<ISearchRunGrain>(run).Verify()));
        });
        return command;
    }

    private static async Task<int> CheckAsync((string Name, string Id)[] runs, Func<string, Task<RunCheck>> verify)
    {
        var (steps, broken) = (0L, 0);
        foreach (var (name, id) in runs)
        {
            var check = await CheckAsync(() => verify(id));
            steps += check.Steps;
            if (check.Break is { } where)
            {
                broken++;
                Console.WriteLine($"{name} ({id}): {where}");
            }
        }

        Console.WriteLine(broken == 0
            ? FormattableString.Invariant($"Intact: {runs.Length} runs, {steps:N0} steps.")
            : FormattableString.Invariant($"{broken} of {runs.Length} runs are damaged."));
        return broken == 0 ? RunCommand.Done : RunCommand.Failed;
    }

    public static Command Diff()
    {
        var (left, right, silo) = (Run("left"), Run("right"), SiloOptions.Silo());
        var command = new Command("diff", "Show where two runs differ: their options, and the first step at which they part.") { left, right, silo };
        command.SetAction(async (given, _) =>
        {
            using var remote = SiloOptions.Open(given.GetValue(silo));
            var (a, b) = (await ReadAsync(remote, given.GetValue(left)!), await ReadAsync(remote, given.GetValue(right)!));
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

    private static Argument<string> Run(string name) => new(name) { Description = "Folder of a search, or folder of a sweep with #RUN: name or id; with --silo the id of a run" };

    // A record that cannot be read is damage too, and is named in the message.
    private static async Task<RunCheck> CheckAsync(Func<Task<RunCheck>> verify)
    {
        try
        {
            return await verify();
        }
        catch (InvalidDataException damaged)
        {
            return new RunCheck(0, damaged.Message);
        }
    }

    private static async Task<(RunSpec Spec, StepRecord[] Steps)> ReadAsync(HttpLth4SaApi? remote, string text) => remote is null
        ? await StoredRuns.LookAtOneAsync(text, async (run, spec) => (spec, await run.GetSteps(0)))
        : ((await remote.GetRunAsync(text, CancellationToken.None)).Spec, await remote.GetStepsAsync(text, 0, int.MaxValue, CancellationToken.None));

    private static bool Same(StepRecord a, StepRecord b) =>
        a.Schemes.SequenceEqual(b.Schemes) && a.Accuracies.SequenceEqual(b.Accuracies) && a.Rewards.SequenceEqual(b.Rewards) && a.Probabilities.SequenceEqual(b.Probabilities);

    private static void Show(StepRecord step) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {string.Join(", ", step.Schemes.Zip(step.Accuracies, step.Rewards).Select(s => FormattableString.Invariant($"{s.First}: accuracy {s.Second:R}, reward {s.Third:R}")))}; p-bar {step.PBar:R}"));
}
