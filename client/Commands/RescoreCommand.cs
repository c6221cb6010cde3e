using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Client.Display;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Reports;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Client.Commands;

/// <summary>A finished search under other reward weights, without a device.</summary>
internal static class RescoreCommand
{
    private const int Shown = 10, MissingShown = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var directory = new Argument<string>("dir") { Description = "Folder of a finished search" };
        var (sparsity, accuracy, curiosity) = (Weight("--lambda-sparsity", "the sparsity"), Weight("--lambda-accuracy", "the accuracy"), Weight("--lambda-curiosity", "the curiosity bonus"));
        var command = new Command("rescore", "Replay the stored evaluations of a finished search under other reward weights, without a device.") { directory, sparsity, accuracy, curiosity };
        command.SetAction((given, _) => RunAsync(
            given.GetValue(directory)!,
            spec => spec with
            {
                LambdaSparsity = Finite(sparsity, given.GetValue(sparsity)) ?? spec.LambdaSparsity,
                LambdaAccuracy = Finite(accuracy, given.GetValue(accuracy)) ?? spec.LambdaAccuracy,
                LambdaCuriosity = Finite(curiosity, given.GetValue(curiosity)) ?? spec.LambdaCuriosity,
            }));
        return command;
    }

    private static async Task<int> RunAsync(string path, Func<RunSpec, RunSpec> reweigh)
    {
        using var folder = RunFolder<RunSpec>.OpenExisting(path);
        return await RunCommand.OnSiloAsync(folder.Path, folder.Spec, false, async grains =>
        {
            var run = grains.GetGrain<ISearchRunGrain>(folder.Spec.RunId());
            var result = await run.GetResult() ?? throw new SpecException($"dir: {path} holds a search that has not finished; let it finish first, or finish it with the command that began it.");
            var wanted = reweigh(folder.Spec);
            var evaluated = Accuracies((await run.GetSteps(0)).SelectMany(s => s.Schemes.Zip(s.Accuracies)));
            var stored = result.Supernet is null ? evaluated : Accuracies(
                (await grains.GetGrain<ISupernetGrain>(result.Supernet).GetEvaluations()).Select(e => (e.Scheme, e.Accuracy)).Concat(evaluated.Select(e => (e.Key.ToString(), e.Value))));
            var setup = new StepSetup(wanted, [result.Blocks]).ToStrategySetup();
            var rescoring = Rescoring.Of(wanted.ToStrategy(), setup, wanted.Budget, evaluated, stored, result.Steps, Shown);
            Show(folder, wanted, result, rescoring);
            return RunCommand.Done;
        });
    }

    private static void Show(RunFolder<RunSpec> folder, RunSpec wanted, RunResult result, Rescoring rescoring)
    {
        var console = AnsiConsole.Console;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The {result.Ledger.Unique} schemes of the search, by {wanted.LambdaSparsity} x sparsity + {wanted.LambdaAccuracy} x accuracy:"));
        ResultDisplay.Show(console, ResultTable.CandidateColumns, ResultTable.Candidates(Results(rescoring.Candidates)), leftColumns: 2);
        console.WriteLine(rescoring.Missing.Length == 0
            ? $"Searched anew with these weights: all {rescoring.ReplayedSteps} steps on stored evaluations; best {rescoring.ReplayedCandidates[0].Scheme}."
            : $"Searched anew with these weights: {rescoring.ReplayedSteps} of {wanted.Steps} steps on stored evaluations{(rescoring.ReplayedCandidates.Length == 0 ? "" : $"; best so far {rescoring.ReplayedCandidates[0].Scheme}")}. The next one needs {rescoring.Missing.Length} that are not stored:");
        foreach (var scheme in rescoring.Missing.Take(MissingShown))
        {
            console.WriteLine($"  {scheme}");
        }

        var file = folder.File("rescore.json");
        AtomicFile.WriteAllText(file, JsonSerializer.Serialize(
            new
            {
                result.Run,
                wanted.LambdaSparsity,
                wanted.LambdaAccuracy,
                wanted.LambdaCuriosity,
                Candidates = Results(rescoring.Candidates),
                rescoring.ReplayedSteps,
                ReplayedCandidates = Results(rescoring.ReplayedCandidates),
                Missing = rescoring.Missing.Select(s => s.ToString()),
            },
            Json));
        console.WriteLine(file);
    }

    private static CandidateResult[] Results(Candidate[] candidates) =>
        Array.ConvertAll(candidates, c => c.ToResult());

    private static Dictionary<Scheme, double> Accuracies(IEnumerable<(string Scheme, double Accuracy)> evaluations)
    {
        var accuracies = new Dictionary<Scheme, double>();
        foreach (var (scheme, accuracy) in evaluations)
        {
            accuracies.TryAdd(Scheme.Parse(scheme), accuracy);
        }

        return accuracies;
    }

    private static Option<double?> Weight(string name, string what) => new(name) { Description = $"Reward weight of {what} [default: the search's]", HelpName = "X" };

    private static double? Finite(Option<double?> option, double? value) => value is null || double.IsFinite(value.Value)
        ? value
        : throw new SpecException($"{option.Name.TrimStart('-')}: {value.Value.ToString(CultureInfo.InvariantCulture)} is not allowed; expected a finite number.");
}
