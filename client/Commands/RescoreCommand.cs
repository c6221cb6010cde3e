using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>A finished search under other reward weights, without a device.</summary>
internal static class RescoreCommand
{
    private const int Shown = 10, MissingShown = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (search, silo) = (StoredRuns.Finished(), SiloOptions.Silo());
        var (sparsity, accuracy, curiosity) = (
            Weight("--lambda-sparsity", "the sparsity"), Weight("--lambda-accuracy", "the accuracy"),
            Weight("--lambda-curiosity", "the curiosity bonus"));
        var output = new Option<string?>("--out")
        {
            Description = "Folder for rescore.json [default: the search's; with --silo the current one]",
            HelpName = "DIR",
        };
        var command = new Command(
            "rescore", "Replay the stored evaluations of a finished search under other reward weights, without a device.")
        {
            search, sparsity, accuracy, curiosity, output, silo,
        };
        command.SetAction((given, _) => StoredRuns.OpenFinishedAsync(
            given.GetValue(search)!,
            given.GetValue(silo),
            (api, found, folder) => RunAsync(api, found, Weighed(found.Spec, given), given.GetValue(output) ?? folder)));
        return command;

        RunSpec Weighed(RunSpec spec, ParseResult given) => spec with
        {
            LambdaSparsity = Finite(sparsity, given.GetValue(sparsity)) ?? spec.LambdaSparsity,
            LambdaAccuracy = Finite(accuracy, given.GetValue(accuracy)) ?? spec.LambdaAccuracy,
            LambdaCuriosity = Finite(curiosity, given.GetValue(curiosity)) ?? spec.LambdaCuriosity,
        };
    }

    private static async Task<int> RunAsync(ILth4SaApi api, RunStatus search, RunSpec wanted, string folder)
    {
        var result = search.Result!;
        var evaluated = Accuracies((await api.GetStepsAsync(search.Run, 0, int.MaxValue)).SelectMany(s => s.Schemes.Zip(s.Accuracies)));
        var stored = result.Supernet is null ? evaluated : Accuracies(
            (await api.GetEvaluationsAsync(result.Supernet, 0, int.MaxValue)).Select(e => (e.Scheme, e.Accuracy)).Concat(
                evaluated.Select(e => (e.Key, e.Value))));
        var setup = wanted.ToStrategySetup([result.Blocks]);
        var rescoring = Rescoring.Of(setup, wanted.Budget, evaluated, stored, result.Steps, result.Candidates, Shown);
        Show(folder, wanted, result, rescoring);
        return ExitCode.Done;
    }

    private static void Show(string folder, RunSpec wanted, RunResult result, Rescoring rescoring)
    {
        var console = AnsiConsole.Console;
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The {result.Ledger.Unique} schemes of the search, by {wanted.LambdaSparsity} x sparsity + {wanted.LambdaAccuracy} "
                + $"x accuracy:"));
        ResultDisplay.Show(
            console, ResultTable.CandidateColumns(result, rescoring.Candidates), ResultTable.Candidates(rescoring.Candidates),
            leftColumns: 2);
        var sofar = rescoring.ReplayedCandidates.Length == 0 ? "" : $"; best so far {rescoring.ReplayedCandidates[0].Scheme}";
        console.WriteLine(rescoring.Missing.Length == 0
            ? $"Searched anew with these weights: all {rescoring.ReplayedSteps} steps on stored evaluations; best "
                + $"{rescoring.ReplayedCandidates[0].Scheme}."
            : $"Searched anew with these weights: {rescoring.ReplayedSteps} of {wanted.SearchSteps()} steps on stored "
                + $"evaluations{sofar}. The next one needs {rescoring.Missing.Length} that "
                + $"{(rescoring.Missing.Length == 1 ? "is" : "are")} not stored:");
        foreach (var scheme in rescoring.Missing.Take(MissingShown))
        {
            console.WriteLine($"  {scheme}");
        }

        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "rescore.json");
        AtomicFile.WriteAllText(file, JsonSerializer.Serialize(
            new
            {
                result.Run,
                wanted.LambdaSparsity,
                wanted.LambdaAccuracy,
                wanted.LambdaCuriosity,
                Candidates = rescoring.Candidates,
                rescoring.ReplayedSteps,
                ReplayedCandidates = rescoring.ReplayedCandidates,
                Missing = rescoring.Missing.Select(s => s.ToString()),
            },
            Json));
        console.WriteLine(file);
    }

    private static Dictionary<Scheme, double> Accuracies(IEnumerable<(Scheme Scheme, double Accuracy)> evaluations)
    {
        var accuracies = new Dictionary<Scheme, double>();
        foreach (var (scheme, accuracy) in evaluations)
        {
            accuracies.TryAdd(scheme, accuracy);
        }

        return accuracies;
    }

    private static Option<double?> Weight(string name, string what) =>
        new(name) { Description = $"Reward weight of {what} [default: the search's]", HelpName = "X" };

    private static double? Finite(Option<double?> option, double? value) => value is null || double.IsFinite(value.Value)
        ? value
        : throw new SpecException(
            $"{option.Name.TrimStart('-')}: {value.Value.ToString(CultureInfo.InvariantCulture)} is not allowed; expected a finite "
            + $"number.");
}
