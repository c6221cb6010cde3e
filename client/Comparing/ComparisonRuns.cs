using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Comparing;

/// <summary>What the runs of a comparison found.</summary>
internal static class ComparisonRuns
{
    /// <summary>Compares the runs of a comparison.</summary>
    /// <param name="spec">The comparison.</param>
    /// <param name="site">Where its sweep is.</param>
    /// <param name="runs">The runs, which are all done.</param>
    /// <param name="table">What was searched, if it is at hand.</param>
    /// <param name="interrupted">Ends the reading of steps.</param>
    public static async Task<Comparison> CompareAsync(
        CompareSpec spec, ISweepSite site, SweepRunStatus[] runs, EvaluationTable? table, CancellationToken interrupted)
    {
        var reward = spec.Base.ToSearchOptions().Reward;
        var contenders = new List<Contender>();
        foreach (var entry in spec.Entries)
        {
            contenders.Add(new Contender(entry.Name, await Task.WhenAll(spec.Seeds.Select(async seed =>
            {
                var run = runs.At(spec.PointOf(entry, seed));
                var (outcome, steps) = (run.Outcome!, await site.Api.GetStepsAsync(run.RunId, 0, int.MaxValue, interrupted));
                return new ContenderRun(
                    seed, outcome.Best, outcome.Reward, AnytimeCurve.Of(steps, reward),
                    [.. steps.Select(s => s.PBar).OfType<double>()],
                    outcome.Ledger.Requested, outcome.Ledger.Images, outcome.Ledger.DeviceSeconds);
            }))));
        }

        var optimum = table is { IsComplete: true } ? table.Accuracies.Max(e => reward.ExtrinsicReward(e.Key, e.Value)) : (double?)null;
        return Comparison.Of(contenders, spec.Budget, optimum);
    }
}
