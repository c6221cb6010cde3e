using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Comparing;

/// <summary>What the runs of a fidelity study found.</summary>
internal static class FidelityRuns
{
    /// <summary>Holds the accuracies of supernets against those of training from scratch.</summary>
    /// <param name="spec">The study.</param>
    /// <param name="site">Where its sweep is.</param>
    /// <param name="runs">The runs, which are all done.</param>
    /// <param name="interrupted">Ends the reading of results.</param>
    public static async Task<FidelityStudy> CompareAsync(
        FidelitySpec spec, ISweepSite site, SweepRunStatus[] runs, CancellationToken interrupted)
    {
        var (variants, rows) = (spec.Variants(), new List<FidelityRow>());
        foreach (var scheme in spec.Schemes())
        {
            var ofScheme = Array.ConvertAll(variants, variant => runs.At(FidelitySpec.PointOf(variant, scheme)));
            // The network from scratch is one for all supernets.
            var result = (await site.Api.GetRunAsync(ofScheme[0].RunId, interrupted)).Result!;
            var scratch = result.Networks.First(n => n.Scheme == scheme.ToString());
            rows.Add(new FidelityRow(scheme, Array.ConvertAll(ofScheme, run => run.Outcome!.Accuracy), scratch.Accuracy));
        }

        return FidelityStudy.Of(
            Array.ConvertAll(variants, v => v.Name), rows, AccuracySource.Supernet.Axis, AccuracySource.Scratch.Axis,
            spec.Base.RandomSeed());
    }
}
