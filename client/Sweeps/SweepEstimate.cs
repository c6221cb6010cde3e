using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>What a sweep would cost, by arithmetic: multiply-adds of training, and the most of evaluations.</summary>
internal sealed record SweepEstimate(int Runs, int Supernets, double SupernetTraining, double Evaluations, double NetworkTraining)
{
    /// <summary>A backward pass costs about two forward passes.</summary>
    private const int PassesOfTraining = 3;

    /// <summary>Half of what the connections of a scheme would cost: it has about half of them.</summary>
    public static SweepEstimate Of(IReadOnlyCollection<SweepRun> runs)
    {
        var (supernets, facts) = (new Dictionary<string, double>(), new Dictionary<DataSpec, DataFacts>());
        var (evaluations, networks) = (0.0, 0.0);
        foreach (var spec in runs.Select(r => r.Spec).Where(s => s.TablePath() is null))
        {
            // Which images are held out depends on the seed; how many there are does not.
            var set = spec.ToData() with { Seed = 0 };
            if (!facts.TryGetValue(set, out var data))
            {
                facts[set] = data = Facts(spec);
            }

            var backbone = Backbone.Parse(spec.Backbone);
            var forward = (double)NetworkCost.Of(
                new NetworkSpec(backbone, spec.Module, AttentionModules.Sharings.Get(spec.Sharing), data.Classes),
                Scheme.AllOn(backbone.Blocks), data.ImageSize).MultiplyAdds;
            var epochs = Recipes.Supernet(backbone, new(spec.Epochs)).Epochs;
            supernets[spec.ToSupernet(data).SupernetId()] = PassesOfTraining * forward * data.Train * epochs;
            var most = Math.Min(
                Math.Pow(2, backbone.Blocks), Math.Min((double)spec.SearchSteps() * spec.Samples, spec.Budget ?? double.MaxValue));
            evaluations += most * forward * data.Validation;
            networks += spec.Candidates == 0
                ? 0
                : (spec.Candidates + 2) * PassesOfTraining * forward * spec.StandAloneImages(data)
                    * Recipes.StandAlone(backbone, spec.ToStandAloneRecipe()).Epochs;
        }

        return new SweepEstimate(runs.Count, supernets.Count, supernets.Values.Sum(), evaluations, networks);
    }

    public IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(Runs, "run")} on {Plural.Of(Supernets, "supernet")}");
        if (Supernets > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"multiply-adds: {SupernetTraining:0.0E+0} to train the supernets, {Evaluations:0.0E+0} at most for evaluations one by one "
                + $"(trees and shared supernets take less), {NetworkTraining:0.0E+0} to train the best schemes from scratch");
        }
    }

    private static DataFacts Facts(RunSpec spec)
    {
        var data = DataSets.Load(spec.ToData());
        return new DataFacts(data.Classes, data.Train.Count, data.Validation.Count, data.Test.Count, data.Test.Crop, data.Hash);
    }
}
