using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>
/// Supernet training (a random scheme in each iteration, beta 0.5) and plain evaluation against PyTorch eager, in one
/// run: the same weights, batch, schemes and threads, taken in turns, round after round.
/// </summary>
internal sealed class TrainingBench(TrainingBenchOptions options, TimeProvider time, IAnsiConsole console)
{
    /// <summary>How far the first losses may be apart: float32 arithmetic in another order gives other roundings.</summary>
    private const double LossTolerance = 1e-3;

    /// <exception cref="OperationCanceledException">Cancelled between two turns.</exception>
    public void Run(CancellationToken cancellation) => BenchFiles.Run(options, time, (own, weights, batch) =>
    {
        using var channelsLast = new PyTorchPeer(options, "channels_last", weights, batch);
        using var contiguous = new PyTorchPeer(options, "contiguous", weights, batch);
        Run([own, channelsLast, contiguous], channelsLast.Version, cancellation);
    });

    private void Run(IContestant[] contestants, string version, CancellationToken cancellation)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Backbone.Name} {options.Module} {options.SharingName}, batch {options.Batch}, {options.Threads} threads, "
            + $"{options.Device}; PyTorch {version}; {options.Rounds} rounds of {options.Iterations} iterations"));
        Warm(contestants);
        var (training, evaluation) = (
            contestants.Select(_ => new List<double>()).ToArray(), contestants.Select(_ => new List<double>()).ToArray());
        var started = time.GetTimestamp();
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                training[i].Add(Rate(options.Iterations, contestants[i].Train(Schemes(round, options.Iterations))));
                evaluation[i].Add(Rate(2 * options.Iterations, contestants[i].Evaluate(Schemes(round, 2 * options.Iterations))));
            }

            var left = time.GetElapsedTime(started) / (round + 1) * (options.Rounds - round - 1);
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"round {round + 1}/{options.Rounds}, {left.TotalSeconds:F0} s left"));
        }

        Show(contestants, training, evaluation);
    }

    private void Warm(IContestant[] contestants)
    {
        string[] all = [options.AllOn.ToString()];
        Array.ForEach(contestants, c => c.Evaluate(all));
        var losses = contestants.Select(c => c.Train(all).First).ToArray();
        if (losses.Any(l => Math.Abs(l - losses[0]) > LossTolerance * losses[0]))
        {
            throw new SpecException($"bench: the contestants do not compute the same: their first losses are {string.Join(", ", losses)}.");
        }
    }

    private double Rate(int batches, Measurement measured) => batches * options.Batch / measured.Seconds;

    private void Show(IContestant[] contestants, List<double>[] training, List<double>[] evaluation)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("", "training, images/s", "ratio", "evaluation, images/s", "ratio", "peak memory, MiB");
        for (var column = 1; column < table.Columns.Count; column++)
        {
            table.Columns[column].RightAligned();
        }

        var (bestTraining, bestEvaluation) = (Best(training), Best(evaluation));
        for (var i = 0; i < contestants.Length; i++)
        {
            table.AddRow(
                contestants[i].Name, Spread(training[i]), Ratio(training[i], bestTraining), Spread(evaluation[i]),
                Ratio(evaluation[i], bestEvaluation),
                contestants[i].PeakMemory().ToString("F0", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        console.WriteLine("Medians of the rounds (least to most); ratios are medians of each round's ratio to the better PyTorch.");
    }

    private static List<double> Best(List<double>[] rates) => rates[1..].MaxBy(r => r.Median())!;

    private static string Spread(List<double> rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{rates.Median():F0} ({rates.Min():F0}-{rates.Max():F0})");

    private static string Ratio(List<double> rates, List<double> best) =>
        rates.Zip(best, (own, other) => own / other).Median().ToString("F2", CultureInfo.InvariantCulture);

    private string[] Schemes(int round, int count)
    {
        var random = new Philox(1);
        return [.. Enumerable.Range(round * count, count).Select(
            i => Scheme.Create(options.Backbone.Blocks, block => IsOn((ulong)i, block)).ToString())];

        bool IsOn(ulong scheme, int block) => random.Uniform(RandomStream.SupernetScheme, scheme, (uint)block) < 0.5;
    }
}
