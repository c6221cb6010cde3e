using System.Globalization;
using Lth4Sa.Client.Display;
using Lth4Sa.Client.Specs;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Search.Randomness;
using Lth4Sa.Search.Schemes;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace Lth4Sa.Client.Bench;

/// <summary>
/// Many schemes on one frozen supernet: PyTorch eager scheme by scheme, as the reference code does it, ours scheme by
/// scheme, and ours as a prefix tree; the same weights, images and threads, in turns.
/// </summary>
/// <param name="count">Schemes of each set, a power of two.</param>
internal sealed class EvaluatorBench(TrainingBenchOptions options, int count, TimeProvider time, IAnsiConsole console)
{
    /// <exception cref="OperationCanceledException">Cancelled between two turns.</exception>
    public void Run(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lth4sa-bench-").FullName;
        try
        {
            using var slot = new DeviceSlot(options.Device, options.Threads);
            var (weights, batch) = (Path.Combine(folder, "weights"), Path.Combine(folder, "batch"));
            using var own = OwnContestant.Create(options, slot, time, () => BenchFiles.Prepare(options, weights, batch, slot));
            using var peer = new PyTorchPeer(options, "channels_last", weights, batch);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{options.Backbone.Name} {options.Module} {options.SharingName}, {count} schemes, {options.Batch} images, {options.Threads} threads, {options.Device}; PyTorch {peer.Version}; medians of {options.Rounds} rounds"));
            string[] warm = [options.AllOn.ToString()];
            own.EvaluateTogether(warm);
            peer.Evaluate(warm);
            var rows = new List<string[]>();
            foreach (var (name, schemes) in new[] { ("the last blocks free", Slice()), ("random", Random()) })
            {
                rows.AddRange(Measure(name, schemes, own, peer, cancellation));
            }

            ResultDisplay.Show(console, ["schemes", "how", "seconds", "schemes x images/s", "ratio", "branches"], rows, leftColumns: 2);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak memory: lth4sa {own.PeakMemory():F0} MiB, PyTorch {peer.PeakMemory():F0} MiB. The tree's counts are those of one scheme after the other."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IEnumerable<string[]> Measure(string name, string[] schemes, OwnContestant own, PyTorchPeer peer, CancellationToken cancellation)
    {
        var (eager, single, tree) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var theirs = peer.Evaluate(schemes);
            cancellation.ThrowIfCancellationRequested();
            var alone = own.Evaluate(schemes);
            var (together, correct) = own.EvaluateTogether(schemes);
            if (alone.First != together.First || correct.Length != schemes.Length || theirs.First != alone.First)
            {
                throw new SpecException($"bench: the contestants do not count the same: {theirs.First}, {alone.First}, {together.First}.");
            }

            eager.Add(theirs.Seconds);
            single.Add(alone.Seconds);
            tree.Add(together.Seconds);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, round {round + 1}/{options.Rounds}: {theirs.Seconds:F1} s, {alone.Seconds:F1} s, {together.Seconds:F1} s"));
        }

        var plain = schemes.Length * options.Backbone.Blocks;
        using var folded = new FoldedNetwork(options.CreateNetwork());
        var branches = new PrefixTree(folded, schemes.Select(Scheme.Parse)).Branches;
        return [Row("PyTorch eager, channels_last", eager, plain), Row("lth4sa, one by one", single, plain), Row("lth4sa, tree", tree, branches)];

        string[] Row(string how, List<double> seconds, int computed) =>
        [
            name, how, seconds.Median().ToString("F2", CultureInfo.InvariantCulture),
            ((double)schemes.Length * options.Batch / seconds.Median()).ToString("N0", CultureInfo.InvariantCulture),
            eager.Zip(seconds, (peerSeconds, ownSeconds) => peerSeconds / ownSeconds).Median().ToString("F1", CultureInfo.InvariantCulture),
            computed.ToString("N0", CultureInfo.InvariantCulture),
        ];
    }

    // The first blocks as in one random scheme, the last ones in every combination.
    private string[] Slice()
    {
        var (blocks, free) = (options.Backbone.Blocks, (int)Math.Log2(count));
        var prefix = Random()[0][..(blocks - free)];
        return [.. Enumerable.Range(0, count).Select(i => prefix + Convert.ToString(i, 2).PadLeft(free, '0'))];
    }

    private string[] Random()
    {
        var random = new Philox(1);
        return [.. Enumerable.Range(0, int.MaxValue).Select(i => Scheme.FromBits((ulong)random.Bits(RandomStream.SupernetScheme, 0, (uint)i), options.Backbone.Blocks).ToString()).Distinct().Take(count)];
    }
}
