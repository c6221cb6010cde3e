using System.CommandLine;
using Lth4Sa.Cli.Comparing;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports.Csv;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>How well the accuracies of supernets stand for those of training from scratch (section IV: Pearson 0.71).</summary>
internal static class FidelityCommand
{
    private const string Name = "fidelity";

    /// <summary>The options of the catalogue beside those of a landscape, about training from scratch.</summary>
    private static readonly string[] OfTraining = ["train-epochs", "train-on", "schedule"];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var count = new Option<int>("--count")
        {
            Description = "Random schemes, stratified by their connections; at most as many as there are",
            HelpName = "N",
            DefaultValueFactory = _ => FidelitySpec.DefaultCount,
        };
        var (sampling, recalibrate) = (List("sampling", "NAME,.."), List("recalibrate", "N,.."));
        var (output, verbose, silo, name) = (
            RunOptions.Output("lth4sa-fidelity"), RunOptions.Verbose(), SiloOptions.Silo(), SiloOptions.Name(Name));
        var command = new Command(
            Name,
            "Train random schemes from scratch and correlate their accuracies with those of one or more supernets (the paper: 0.71).")
        {
            count, sampling, recalibrate, output, silo, name, verbose,
        };
        string[] lists = [sampling.Name, recalibrate.Name];
        foreach (var option in SpecOptions.All.Where(o => o.Uses.HasFlag(OptionUses.Landscape) || OfTraining.Contains(o.Name)))
        {
            if (!lists.Contains("--" + option.Name))
            {
                command.Options.Add(SpecCommandLine.Of(option));
            }
        }

        command.SetAction(async (given, interrupted) =>
        {
            var folder = Path.GetFullPath(given.GetValue(output)!);
            if (SiloOptions.Open(given.GetValue(silo)) is { } remote)
            {
                await using var there = new RemoteSweepSite(remote, given.GetValue(name) ?? Name);
                var asked = Study(SpecCommandLine.ApplyElsewhere(SpecOptions.Defaults, given), elsewhere: true);
                return await RunAsync(there, asked, folder, interrupted);
            }

            var wanted = Study(SpecCommandLine.Apply(SpecOptions.Defaults, given), elsewhere: false);
            var held = RunFolder<FidelitySpec>.Open(folder, wanted, SpecKinds.Fidelity);
            await using var here = await FolderSweepSite.OpenAsync(
                held, InProcessSilo.OptionsOf(folder, held.Spec.Base), given.GetValue(verbose));
            return await RunAsync(here, held.Spec, folder, interrupted);

            FidelitySpec Study(RunSpec common, bool elsewhere) => FidelitySpec.Of(
                common, given.GetValue(count), given.GetValue(sampling)!, given.GetValue(recalibrate)!, elsewhere);
        });
        return command;
    }

    // An option of a run that takes several values here, each for a supernet of its own.
    private static Option<string> List(string option, string helpName)
    {
        var known = SpecOptions.Get(option);
        return new Option<string>("--" + option)
        {
            Description = $"{known.Help}; several by commas are compared: {known.Expected}",
            HelpName = helpName,
            DefaultValueFactory = _ => known.Default,
        };
    }

    private static Task<int> RunAsync(ISweepSite site, FidelitySpec spec, string folder, CancellationToken interrupted) =>
        CommandSweep.RunAsync(
            site, spec.ToSweep(CommandSweep.AtATime),
            async runs => Write(folder, spec.Base, await FidelityRuns.CompareAsync(spec, site, runs, interrupted)), interrupted);

    private static void Write(string folder, RunSpec spec, FidelityStudy study)
    {
        var subject = $"{spec.Backbone} {spec.Module} ({spec.Sharing}) on {spec.Dataset}";
        Directory.CreateDirectory(folder);
        ResultDisplay.Show(AnsiConsole.Console, FidelityStudyTable.Columns, FidelityStudyTable.Rows(study), leftColumns: 1);
        Console.WriteLine(FidelityTable.Note(study.Statistics[0]));
        foreach (var (name, text) in new[]
        {
            ("fidelity.html", FidelityReport.Write(subject, study)),
            ("fidelity.json", FidelityJson.Write(subject, study)),
            ("fidelity.csv", FidelityCsv.Write(subject, study)),
        })
        {
            var file = Path.Combine(folder, name);
            AtomicFile.WriteAllText(file, text);
            Console.WriteLine(file);
        }
    }
}
