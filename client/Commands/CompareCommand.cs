using System.CommandLine;
using Lth4Sa.Cli.Comparing;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Reports.Csv;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

internal static class CompareCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("spec") { Description = "A YAML file: budget, seeds, strategies, and the options that all have in common" };
        var budget = new Option<int?>("--budget") { Description = "Unique evaluations of every run, instead of the file's", HelpName = "N" };
        var (output, verbose, silo, name) = (RunOptions.Output("lth4sa-comparison"), RunOptions.Verbose(), SiloOptions.Silo(), SiloOptions.Name());
        var command = new Command("compare", "Compare strategies on equal terms: one budget of unique evaluations, one reward, the same seeds.") { file, budget, output, silo, name, verbose };
        command.SetAction(async (given, interrupted) =>
        {
            using var remote = SiloOptions.Open(given.GetValue(silo));
            var (path, folder) = (given.GetValue(file)!, given.GetValue(output)!);
            var spec = CompareSpec.Read(path, given.GetValue(budget), elsewhere: remote is not null);
            return remote is null
                ? await RunAsync(spec, folder, given.GetValue(verbose), interrupted)
                : await RunAsync(remote, given.GetValue(name) ?? Path.GetFileNameWithoutExtension(path), spec, Path.GetFullPath(folder), interrupted);
        });
        return command;
    }

    private static async Task<int> RunAsync(CompareSpec spec, string path, bool verbose, CancellationToken interrupted)
    {
        // Read before anything is begun: a table that is no table is bad input.
        EvaluationTable? table = null;
        try
        {
            table = spec.Base.TablePath() is { } file ? EvaluationTable.Read(file) : null;
        }
        catch (InvalidDataException damaged)
        {
            throw new SpecException(damaged.Message);
        }

        using var folder = RunFolder<CompareSpec>.Open(path, spec, SpecKinds.Comparison);
        return await RunCommand.OnApiAsync(RunCommand.OptionsOf(folder.Path, folder.Spec.Base), verbose, async (api, grains) =>
        {
            var exit = await RunAsync(new ComparisonRun(folder.Spec, api, SweepFolder.Name), folder.Spec, folder.Path, table, RunCommand.StoppedMessage, interrupted);
            if (exit == RunCommand.Interrupted)
            {
                await grains.GetGrain<ISweepGrain>(SweepFolder.Name).Halt();
            }

            return exit;
        });
    }

    private static Task<int> RunAsync(HttpLth4SaApi remote, string sweep, CompareSpec spec, string path, CancellationToken interrupted) =>
        RunAsync(new ComparisonRun(spec, remote, sweep), spec, path, table: null, $"The sweep {sweep} goes on at the silo.", interrupted);

    private static async Task<int> RunAsync(ComparisonRun run, CompareSpec spec, string path, EvaluationTable? table, string whenInterrupted, CancellationToken interrupted)
    {
        try
        {
            if (await run.RunAsync(interrupted) is { } runs)
            {
                var failed = Array.FindAll(runs, r => r.State != SweepRunState.Done);
                Array.ForEach(failed, r => Console.Error.WriteLine($"{r.Run.Name}: {r.Error ?? r.State.ToString().ToLowerInvariant()}"));
                if (failed.Length > 0)
                {
                    return RunCommand.Failed;
                }

                Write(path, spec, await run.CompareAsync(runs, table, interrupted));
                return RunCommand.Done;
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // As below.
        }

        await Console.Error.WriteLineAsync(whenInterrupted);
        return RunCommand.Interrupted;
    }

    private static void Write(string path, CompareSpec spec, Comparison comparison)
    {
        var (files, subject) = (new List<string>(), spec.Base.TablePath() is { } table ? Path.GetFileName(table) : $"{spec.Base.Backbone} {spec.Base.Module} on {spec.Base.Dataset}");
        Directory.CreateDirectory(path);
        Add("compare.html", CompareReport.Write(subject, comparison));
        Add("compare.json", ComparisonJson.Write(comparison));
        Add("curves.csv", CompareCsv.Curves(comparison));
        Add("runs.csv", CompareCsv.Runs(comparison));
        ResultDisplay.Show(AnsiConsole.Console, CompareTable.Columns, CompareTable.Rows(comparison), leftColumns: 1);
        AnsiConsole.Console.WriteLine("Wins, ties and losses over the seeds, and the p-value of a paired t-test, row against column:");
        ResultDisplay.Show(AnsiConsole.Console, CompareTable.WinColumns(comparison), CompareTable.WinRows(comparison), leftColumns: 1);
        files.ForEach(AnsiConsole.Console.WriteLine);

        void Add(string name, string text)
        {
            var file = Path.Combine(path, name);
            AtomicFile.WriteAllText(file, text);
            files.Add(file);
        }
    }
}
