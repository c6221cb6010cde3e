using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Errors;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>
/// Many schemes on one frozen supernet: PyTorch eager scheme by scheme, as the reference code does it, and here as the
/// plain forward pass, with batch-norm folded, and as a prefix tree; the same weights, images and threads, in turns.
/// </summary>
internal sealed class EvaluatorBench(
    TrainingBenchOptions options, IReadOnlyList<SchemeRequests> sets, TimeProvider time, IAnsiConsole console)
{
    /// <exception cref="OperationCanceledException">Cancelled between two turns.</exception>
    public void Run(CancellationToken cancellation) => BenchFiles.Run(options, time, (own, weights, batch) =>
    {
        using var peer = new PyTorchPeer(options, "channels_last", weights, batch);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Backbone.Name} {options.Module} {options.SharingName}, {options.Batch} images, {options.Threads} threads, "
            + $"{options.Device}; PyTorch {peer.Version}; medians of {options.Rounds} rounds"));
        string[] warm = [options.AllOn.ToString()];
        own.EvaluateTogether([warm]);
        peer.Evaluate(warm);
        var measured = sets.Select(set => Measure(set, own, peer, cancellation)).ToArray();
        // The plain forward pass takes more memory, so the others' is read before it has its turns.
        var (peak, peerPeak) = (own.PeakMemory(), peer.PeakMemory());
        own.EvaluatePlainly(warm);
        var rows = measured.SelectMany(set => set.Rows(options, Plainly(set, own, cancellation))).ToArray();
        ResultDisplay.Show(
            console, ["schemes", "how", "seconds", "requests x images/s", "ratio", "branches", "of the floor"], rows, leftColumns: 2);
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Peak memory: lth4sa {peak:F0} MiB, PyTorch {peerPeak:F0} MiB. The tree's counts are those of one scheme after the "
                + $"other."));
        console.WriteLine(
            "The floor: the multiply-adds that have to be done, at the rate of this machine's matrix products just before and after.");
    });

    private MeasuredSet Measure(SchemeRequests set, OwnContestant own, PyTorchPeer peer, CancellationToken cancellation)
    {
        var measured = new MeasuredSet(set);
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var theirs = peer.Evaluate(set.Requests);
            cancellation.ThrowIfCancellationRequested();
            var alone = own.Evaluate(set.Requests);
            var before = own.ProductRate();
            var (together, trees, correct) = own.EvaluateTogether(set.Steps);
            var rate = Math.Max(before, own.ProductRate());
            if (theirs.First != together.First || alone.First != together.First || set.Requests.Any(r => !correct.ContainsKey(r)))
            {
                throw new SpecException($"bench: the contestants do not count the same: {theirs.First}, {alone.First}, {together.First}.");
            }

            measured.Eager.Add(theirs.Seconds);
            measured.Folded.Add(alone.Seconds);
            measured.Tree.Add(together.Seconds);
            measured.Floor.Add(
                trees.Sum(t => (double)t.MultiplyAdds(options.Backbone.ImageSize)) * options.Batch / rate / together.Seconds);
            measured.Branches = trees.Sum(t => (long)t.Branches);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{set.Name}, round {round + 1}/{options.Rounds}: {theirs.Seconds:F1} s, {alone.Seconds:F1} s, "
                + $"{together.Seconds:F2} s; matrix products {rate / 1e9:F1} G multiply-adds/s"));
        }

        return measured;
    }

    private List<double> Plainly(MeasuredSet set, OwnContestant own, CancellationToken cancellation)
    {
        var seconds = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            seconds.Add(own.EvaluatePlainly(set.Set.Requests).Seconds);
        }

        return seconds;
    }

    /// <summary>Seconds of each round, and the part of the floor that the tree reached.</summary>
    private sealed record MeasuredSet(SchemeRequests Set)
    {
        public List<double> Eager { get; } = [];

        public List<double> Folded { get; } = [];

        public List<double> Tree { get; } = [];

        public List<double> Floor { get; } = [];

        public long Branches { get; set; }

        public IEnumerable<string[]> Rows(TrainingBenchOptions options, List<double> plain)
        {
            var all = (long)Set.Requests.Length * options.Backbone.Blocks;
            var floor = Floor.Median().ToString("P0", CultureInfo.InvariantCulture);
            return
            [
                Row("PyTorch eager, channels_last", Eager, all), Row("lth4sa, plain", plain, all), Row("lth4sa, folded", Folded, all),
                Row("lth4sa, tree" + (Set.Steps.Count > 1 ? " and cache" : ""), Tree, Branches, floor),
            ];

            string[] Row(string how, List<double> seconds, long computed, string ofFloor = "") =>
            [
                Set.Name, how, seconds.Median().ToString("F2", CultureInfo.InvariantCulture),
                ((double)Set.Requests.Length * options.Batch / seconds.Median()).ToString("N0", CultureInfo.InvariantCulture),
                Eager.Zip(
                    seconds, (peerSeconds, ownSeconds) => peerSeconds / ownSeconds).Median().ToString("F1", CultureInfo.InvariantCulture),
                computed.ToString("N0", CultureInfo.InvariantCulture), ofFloor,
            ];
        }
    }
}
