using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Reports.Csv;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>Every scheme of a small space on one supernet, as a table and in the paper's figures 2 and 3.</summary>
internal static class LandscapeCommand
{
    /// <summary>Schemes that are evaluated together, as one prefix tree, between two commits at least.</summary>
    private const int Together = 256;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-landscape"), RunOptions.Verbose(), SiloOptions.Silo());
        var command = new Command(
            "landscape",
            "Train a supernet and evaluate every scheme of a space of at most 20 blocks on it; writes landscape.csv, the supernet's "
            + "accuracies on validation images, which --evaluator table: reads.")
        {
            output, silo, verbose,
        };
        foreach (var option in SpecOptions.For(OptionUses.Landscape))
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        var sites = new RunSites(output, verbose, silo);
        command.SetAction(async (given, interrupted) =>
        {
            await using var site = await sites.OpenAsync(
                given, () => Task.FromResult(Read(given)),
                api => api.StartRunAsync(SpecCommandLine.ToText(null, given, Search(BackboneOf(given))), interrupted), interrupted);
            return await FollowedRun.RunAsync(site, async (api, run) =>
                Write(run.Spec, run.Data!, await api.GetStepsAsync(run.Run, 0, int.MaxValue, interrupted), site.Folder));
        });
        return command;
    }

    private static RunSpec Read(ParseResult given)
    {
        var network = SpecCommandLine.Apply(SpecOptions.Defaults, given);
        return Search(network.Backbone).Aggregate(network, (spec, set) => SpecOptions.Get(set.Key).Apply(spec, set.Value));
    }

    private static string BackboneOf(ParseResult given) =>
        given.GetValue(SpecCommandLine.Of(SpecOptions.Get("backbone"))) ?? SpecOptions.Defaults.Backbone;

    // A search that evaluates everything.
    private static Dictionary<string, string> Search(string backbone)
    {
        var (blocks, most) = (NetworkOptions.ParseBackbone(backbone).Blocks, SearchStrategies.Registry.Get("exhaustive").MaxBlocks);
        SpecException.Check("backbone", backbone, blocks <= most, $"one of at most {most} blocks, it has {blocks}");
        return new()
        {
            ["strategy"] = "exhaustive",
            ["steps"] = Math.Max(1, (1 << blocks) / Together).ToString(CultureInfo.InvariantCulture),
            ["candidates"] = "0",
            ["commit-every"] = "1",
        };
    }

    private static void Write(RunSpec spec, DataFacts data, SearchStep[] steps, string folder)
    {
        var backbone = Backbone.Parse(spec.Backbone);
        var network = new NetworkSpec(backbone, spec.Module, AttentionModules.Sharings.Get(spec.Sharing), data.Classes);
        var accuracies = steps.SelectMany(s => s.Schemes.Zip(s.Accuracies)).ToDictionary(e => e.First, e => e.Second);
        var subject = FormattableString.Invariant(
            $"{spec.Backbone} {spec.Module} {spec.Sharing} on {spec.Dataset}, beta {spec.Beta}, seed {spec.Seed}");
        var rows = accuracies.Select(row =>
        {
            var cost = NetworkCost.Of(network, row.Key, backbone.ImageSize);
            return new LandscapeRow(row.Key, row.Value, data.Validation, cost.Parameters, cost.MultiplyAdds);
        });

        var source = AccuracySource.Supernet;
        Console.WriteLine(source.Note);
        foreach (var (name, text) in new[]
        {
            ("landscape.csv", LandscapeCsv.Write(source, subject, rows)),
            (
                "statistics.html",
                StatisticsReport.Write(
                    $"{spec.Backbone} {spec.Module} ({spec.Sharing}) on {spec.Dataset}", source, LandscapeStatistics.Of(accuracies),
                    correlation: null)),
        })
        {
            var file = Path.Combine(folder, name);
            AtomicFile.WriteAllText(file, text);
            Console.WriteLine(file);
        }
    }
}
