using System.CommandLine;
using Lth4Sa.Cli.Comparing;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Errors;
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

/// <summary>Strategies compared on equal terms.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("spec")
        {
            Description = "A YAML file: budget, seeds, strategies, and the options that all have in common",
        };
        var budget = new Option<int?>("--budget")
        {
            Description = "Unique evaluations of every run, instead of the file's",
            HelpName = "N",
        };
        var (output, verbose, silo, name) = (
            RunOptions.Output("lth4sa-comparison"), RunOptions.Verbose(), SiloOptions.Silo(), SiloOptions.Name());
        var command = new Command(
            "compare", "Compare strategies on equal terms: one budget of unique evaluations, one reward, the same seeds.")
        {
            file, budget, output, silo, name, verbose,
        };
        command.SetAction(async (given, interrupted) =>
        {
            var (path, folder) = (given.GetValue(file)!, Path.GetFullPath(given.GetValue(output)!));
            var remote = SiloOptions.Open(given.GetValue(silo));
            var wanted = CompareSpec.Read(path, given.GetValue(budget), elsewhere: remote is not null);
            if (remote is not null)
            {
                await using var there = new RemoteSweepSite(remote, SiloOptions.NameOf(given.GetValue(name), path));
                return await RunAsync(there, wanted, folder, table: null, interrupted);
            }

            // Read before anything is begun: a table that is no table is bad input.
            var table = Table(wanted);
            var held = RunFolder<CompareSpec>.Open(folder, wanted, SpecKinds.Comparison);
            await using var here = await FolderSweepSite.OpenAsync(
                held, InProcessSilo.OptionsOf(folder, held.Spec.Base), given.GetValue(verbose));
            return await RunAsync(here, held.Spec, folder, table, interrupted);
        });
        return command;
    }

    // What is searched, if it is a table.
    private static EvaluationTable? Table(CompareSpec spec)
    {
        try
        {
            return spec.Base.TablePath() is { } file ? EvaluationTable.Read(file) : null;
        }
        catch (InvalidDataException damaged)
        {
            throw new SpecException(damaged.Message);
        }
    }

    private static Task<int> RunAsync(
        ISweepSite site, CompareSpec spec, string folder, EvaluationTable? table, CancellationToken interrupted) =>
        CommandSweep.RunAsync(
            site, spec.ToSweep(CommandSweep.AtATime),
            async runs => Write(folder, spec, await ComparisonRuns.CompareAsync(spec, site, runs, table, interrupted)), interrupted);

    private static void Write(string path, CompareSpec spec, Comparison comparison)
    {
        var files = new List<string>();
        var subject = spec.Base.TablePath() is { } table
            ? Path.GetFileName(table)
            : $"{spec.Base.Backbone} {spec.Base.Module} on {spec.Base.Dataset}";
        var source = spec.Base.Accuracies();
        Directory.CreateDirectory(path);
        Add("compare.html", CompareReport.Write(subject, source, comparison));
        Add("compare.json", ComparisonJson.Write(comparison));
        Add("curves.csv", CompareCsv.Curves(comparison));
        Add("runs.csv", CompareCsv.Runs(comparison));
        ResultDisplay.Show(AnsiConsole.Console, CompareTable.Columns, CompareTable.Rows(comparison), leftColumns: 1);
        AnsiConsole.Console.WriteLine(source.Note);
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
