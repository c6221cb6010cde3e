using System.CommandLine;
using System.Globalization;
using System.Text;
using Lth4Sa.Client.Specs;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Reports;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;

namespace Lth4Sa.Client.Commands;

/// <summary>Every scheme of a small space on one supernet, as a table and in the paper's figures 2 and 3.</summary>
internal static class LandscapeCommand
{
    /// <summary>Schemes that are evaluated together, as one prefix tree, between two commits at least.</summary>
    private const int Together = 256;

    private static readonly string[] OfTheSupernet = ["beta", "epochs"];

    public static Command Create()
    {
        var (output, verbose) = (RunOptions.Output("lth4sa-landscape"), RunOptions.Verbose());
        var command = new Command("landscape", "Train a supernet and evaluate every scheme of a space of at most 20 blocks; writes landscape.csv, which --evaluator table: reads.") { output, verbose };
        foreach (var option in SpecOptions.All.Where(o => TrainSpec.Options.Contains(o) || OfTheSupernet.Contains(o.Name)))
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        command.SetAction((given, interrupted) =>
        {
            var spec = SpecCommandLine.Apply(SpecOptions.Defaults, given) with { Strategy = "exhaustive", Candidates = 0, CommitEvery = 1 };
            var blocks = NetworkOptions.ParseBackbone(spec.Backbone).Blocks;
            var most = SearchStrategies.Registry.Get(spec.Strategy).MostBlocks;
            spec = blocks <= most
                ? spec with { Steps = Math.Max(1, (1 << blocks) / Together) }
                : throw new SpecException($"backbone: {spec.Backbone} is not allowed; expected one of at most {most} blocks, it has {blocks}.");
            return RunCommand.RunAsync(spec, given.GetValue(output)!, given.GetValue(verbose), interrupted, WriteAsync);
        });
        return command;
    }

    private static async Task WriteAsync(ISearchRunGrain run, RunFolder<RunSpec> folder)
    {
        var (data, steps, spec) = ((await run.GetData())!, await run.GetSteps(0), folder.Spec);
        var backbone = Backbone.Parse(spec.Backbone);
        var network = new NetworkSpec(backbone, spec.Module, AttentionModules.Sharings.Get(spec.Sharing), data.Classes);
        var accuracies = steps.SelectMany(s => s.Schemes.Select(Scheme.Parse).Zip(s.Accuracies)).ToDictionary(e => e.First, e => e.Second);
        var csv = new StringBuilder();
        csv.Append(CultureInfo.InvariantCulture, $"# {spec.Backbone} {spec.Module} {spec.Sharing} on {spec.Dataset}, beta {spec.Beta}, seed {spec.Seed}\n{EvaluationTable.SchemeColumn},{EvaluationTable.AccuracyColumn},correct,total,parameters,multiplyAdds\n");
        foreach (var (scheme, accuracy) in accuracies)
        {
            var cost = NetworkCost.Of(network, scheme, backbone.ImageSize);
            csv.Append(CultureInfo.InvariantCulture, $"{scheme},{accuracy:R},{Math.Round(accuracy * data.Validation / 100):F0},{data.Validation},{cost.Parameters},{cost.MultiplyAdds}\n");
        }

        foreach (var (name, text) in new[]
        {
            ("landscape.csv", csv.ToString()),
            ("statistics.html", StatisticsReport.Write($"{spec.Backbone} {spec.Module} ({spec.Sharing}) on {spec.Dataset}", LandscapeStatistics.Of(accuracies), null)),
        })
        {
            AtomicFile.WriteAllText(folder.File(name), text);
            Console.WriteLine(folder.File(name));
        }
    }
}
