using System.CommandLine;
using Lth4Sa.Client.Comparing;
using Lth4Sa.Client.Display;
using Lth4Sa.Client.Specs;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Reports;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Client.Commands;

internal static class CompareCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("spec") { Description = "A YAML file: budget, seeds, strategies, and the options that all have in common" };
        var budget = new Option<int?>("--budget") { Description = "Unique evaluations of every run, instead of the file's", HelpName = "N" };
        var (output, verbose) = (RunOptions.Output("lth4sa-comparison"), RunOptions.Verbose());
        var command = new Command("compare", "Compare strategies on equal terms: one budget of unique evaluations, one reward, the same seeds.") { file, budget, output, verbose };
        command.SetAction((given, interrupted) =>
            RunAsync(CompareSpec.Read(given.GetValue(file)!, given.GetValue(budget)), given.GetValue(output)!, given.GetValue(verbose), interrupted));
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
        try
        {
            return await RunCommand.OnSiloAsync(folder.Path, folder.Spec.Base, verbose, async grains =>
            {
                var run = new ComparisonRun(folder.Spec, grains, TimeProvider.System);
                await RunDisplay.Create().FollowAsync(run.FollowAsync(interrupted));
                Write(folder, await run.CompareAsync(table));
                return RunCommand.Done;
            });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(RunCommand.StoppedMessage);
            return RunCommand.Interrupted;
        }
        catch (SpecException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return RunCommand.Failed;
        }
    }

    private static void Write(RunFolder<CompareSpec> folder, Comparison comparison)
    {
        var (files, subject) = (new List<string>(), folder.Spec.Base.TablePath() is { } table ? Path.GetFileName(table) : $"{folder.Spec.Base.Backbone} {folder.Spec.Base.Module} on {folder.Spec.Base.Dataset}");
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
            AtomicFile.WriteAllText(folder.File(name), text);
            files.Add(folder.File(name));
        }
    }
}
