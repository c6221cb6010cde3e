using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Comparing;

/// <summary>The runs of a comparison as a sweep, on a silo in this process or elsewhere.</summary>
/// <param name="spec">The comparison.</param>
/// <param name="site">Where the sweep is worked off.</param>
internal sealed class ComparisonRun(CompareSpec spec, ISweepSite site)
{
    /// <summary>Runs under way at the same time: they wait for the same cores, or the same device.</summary>
    private const int AtATime = 16;

    /// <summary>Runs to the end, or until <paramref name="interrupted"/>; what failed before is tried again.</summary>
    /// <returns>The sweep's runs; null when it was interrupted.</returns>
    public async Task<SweepRunStatus[]?> RunAsync(CancellationToken interrupted)
    {
        await site.Api.StartSweepAsync(site.Sweep, spec.ToSweep(AtATime), interrupted);
        await site.Api.OrderAsync(site.Sweep, new SweepOrder("retry", [], []), interrupted);
        return await FollowedSweep.FollowAsync(site, interrupted) is null
            ? null
            : await site.Api.GetRunsAsync(site.Sweep, 0, int.MaxValue, cancellation: interrupted);
    }

    /// <summary>Compares the runs of the comparison.</summary>
    /// <param name="runs">The runs, which are all done.</param>
    /// <param name="table">What was searched, if it is at hand.</param>
    /// <param name="interrupted">Ends the reading of steps.</param>
    public async Task<Comparison> CompareAsync(SweepRunStatus[] runs, EvaluationTable? table, CancellationToken interrupted)
    {
        var reward = spec.Base.ToSearchOptions().Reward;
        var contenders = new List<Contender>();
        foreach (var entry in spec.Entries)
        {
            contenders.Add(new Contender(entry.Name, await Task.WhenAll(spec.Seeds.Select(async seed =>
            {
                var point = spec.PointOf(entry, seed);
                var run = runs.First(r => r.Run.Axes.Count == point.Count && !r.Run.Axes.Except(point).Any());
                var (outcome, steps) = (run.Outcome!, await site.Api.GetStepsAsync(run.RunId, 0, int.MaxValue, interrupted));
                return new ContenderRun(
                    seed, outcome.Best, AnytimeCurve.Of(steps, reward),
                    [.. steps.Select(s => s.PBar).OfType<double>()],
                    outcome.Ledger.Requested, outcome.Ledger.Images, outcome.Ledger.DeviceSeconds);
            }))));
        }

        var optimum = table is { IsComplete: true } ? table.Accuracies.Max(e => reward.ExtrinsicReward(e.Key, e.Value)) : (double?)null;
        return Comparison.Of(contenders, spec.Budget, optimum);
    }
}
