using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Specs;

namespace Lth4Sa.Client.Comparing;

/// <summary>All runs of a comparison on one silo, some at a time; each goes on from where it was.</summary>
internal sealed class ComparisonRun(CompareSpec spec, IGrainFactory grains, TimeProvider time)
{
    /// <summary>Runs under way at the same time: they wait for the same cores, or the same device.</summary>
    private const int AtATime = 16;

    private readonly Dictionary<string, double> fractions = [];

    /// <summary>Runs to the end, or until <paramref name="interrupted"/>.</summary>
    /// <exception cref="SpecException">A run failed; the message says which and why.</exception>
    public async IAsyncEnumerable<RunProgress> FollowAsync([EnumeratorCancellation] CancellationToken interrupted)
    {
        var news = Channel.CreateUnbounded<(string Run, RunProgress Progress)>();
        var all = RunAllAsync(news.Writer, interrupted);
        var (started, total, done) = (time.GetTimestamp(), spec.Entries.Length * spec.Seeds.Length, 0);
        double? first = null;
        await foreach (var (run, progress) in news.Reader.ReadAllAsync(CancellationToken.None))
        {
            fractions[run] = progress.Phase == RunPhase.Done ? 1 : progress.Phase == RunPhase.Search ? progress.Fraction : 0;
            done += progress.Phase == RunPhase.Done ? 1 : 0;
            var fraction = fractions.Values.Sum() / total;
            first ??= fraction;
            var rate = (fraction - first.Value) / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
            // A supernet is trained by one run, and the others wait for it.
            var stage = progress.Phase is RunPhase.Search or RunPhase.Done ? "" : ", " + progress.Stage;
            yield return new RunProgress(
                done == total ? RunPhase.Done : RunPhase.Search, $"runs {done}/{total}{stage}", fraction, rate * total, "runs/s",
                rate > 0 ? (1 - fraction) / rate : null, null, null, null, null);
        }

        await all;
    }

    public async Task<Comparison> CompareAsync(EvaluationTable? table)
    {
        var reward = spec.Base.ToSearchOptions().Reward;
        var contenders = new List<Contender>();
        foreach (var entry in spec.Entries)
        {
            contenders.Add(new Contender(entry.Name, await Task.WhenAll(spec.Seeds.Select(async seed =>
            {
                var run = grains.GetGrain<ISearchRunGrain>(RunOf(entry, seed).RunId());
                var (result, records) = ((await run.GetResult())!, await run.GetSteps(0));
                return new ContenderRun(
                    seed, result.Best.Scheme, AnytimeCurve.Of(records.Select(r => r.ToStep()), reward), [.. records.Select(r => r.PBar).OfType<double>()],
                    result.Ledger.Requested, result.Ledger.Images, result.Ledger.DeviceSeconds);
            }))));
        }

        var optimum = table is { IsComplete: true } ? table.Accuracies.Max(e => reward.Lasting(e.Key, e.Value)) : (double?)null;
        return Comparison.Of(contenders, spec.Budget, optimum);
    }

    private static RunSpec RunOf(CompareEntry entry, long seed) => entry.Spec with { Seed = seed };

    private async Task RunAllAsync(ChannelWriter<(string, RunProgress)> news, CancellationToken interrupted)
    {
        try
        {
            // Seed by seed, so that what is there early has every strategy in it.
            var runs = spec.Seeds.SelectMany(seed => spec.Entries.Select(entry => (Name: $"{entry.Name}, seed {seed}", Spec: RunOf(entry, seed))));
            await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = interrupted }, async (run, cancellation) =>
            {
                var grain = grains.GetGrain<ISearchRunGrain>(run.Spec.RunId());
                await using var stop = cancellation.Register(() => _ = grain.Stop());
                await grain.Start(run.Spec);
                await foreach (var progress in grain.Watch(CancellationToken.None))
                {
                    if (progress.Error is { } error)
                    {
                        throw new SpecException($"{run.Name}: {error}");
                    }

                    if (progress.Phase != RunPhase.Done)
                    {
                        news.TryWrite((run.Name, progress));
                    }
                }

                cancellation.ThrowIfCancellationRequested();
                news.TryWrite((run.Name, new RunProgress(RunPhase.Done, "done", 1, 0, "", 0, null, null, null, null)));
            });
        }
        finally
        {
            news.Complete();
        }
    }
}
