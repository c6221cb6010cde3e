using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Saliency;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Storage.Checkpoints;

namespace Lth4Sa.Grains.Devices;

/// <summary>A device slot that runs networks by TorchSharp, on a thread of its own.</summary>
internal sealed class TorchEvaluator(
    DeviceSlot slot, LoadedData sets, Lth4SaOptions options, ICheckpointStore store, TimeProvider time) : IEvaluator
{
    private readonly LoadedSupernets supernets = new((long)options.SupernetMemory << 20);

    public long LoadedBytes => supernets.Bytes;

    public Task UnloadAsync() => slot.RunAsync(() =>
    {
        supernets.Clear();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await UnloadAsync();
        slot.Dispose();
    }

    public Task<DataFacts> Describe(DataMessage data) => slot.RunAsync(() =>
    {
        var split = sets.Get(data);
        var manifest = options.SplitFile(split.Hash);
        if (!File.Exists(manifest))
        {
            AtomicFile.WriteAllText(manifest, split.Manifest);
        }

        return new DataFacts(split.Classes, split.Train.Count, split.Validation.Count, split.Test.Count, split.Test.Crop, split.Hash);
    });

    public IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken) =>
        Train(options.SupernetFile(id), spec.Data, spec.DataHash, data => Jobs.Supernet(id, spec, data, options), cancellationToken);

    public IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken) =>
        Train(FileOf(request), request.Data, request.DataHash, data => Jobs.StandAlone(request, data, options), cancellationToken);

    public async Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes)
    {
        await HaveSupernetAsync(id);
        return await slot.RunAsync(() => Count(id, spec, schemes));
    }

    private Count[] Count(string id, SupernetSpec spec, Scheme[] schemes)
    {
        var data = Data(spec.Data, spec.DataHash);
        var network = Supernet(id, Jobs.Supernet(id, spec, data, options));
        var started = time.GetTimestamp();
        var tree = new PrefixTree(network, schemes);
        var correct = new SchemeEvaluator(slot, spec.EvaluationBatch).CountCorrect(tree, data.Validation, data.Normalisation);
        Lth4SaMetrics.BranchesComputed.Add(tree.Branches);
        Lth4SaMetrics.BranchesSaved.Add((long)schemes.Length * network.Modules.Blocks - tree.Branches);
        // Shared branches belong to no single scheme, so each scheme is charged an equal part of the time.
        var seconds = time.GetElapsedTime(started).TotalSeconds / schemes.Length;
        return [.. schemes.Select((scheme, i) => new Count(scheme, correct[i], data.Validation.Count, seconds))];
    }

    public IAsyncEnumerable<ScreeningProgress> Screen(
        string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken) =>
        After(() => HaveSupernetAsync(id), JobStream.Run<ScreeningProgress>(slot, (report, cancellation) =>
        {
            var (data, started, images) = (Data(spec.Data, spec.DataHash), time.GetTimestamp(), 0L);
            var network = Supernet(id, Jobs.Supernet(id, spec, data, options));
            var evaluator = new SchemeEvaluator(slot, spec.EvaluationBatch);
            var screening = new Screening(schemes.Length, keep, data.Validation.Count, confidence);
            // The bound is one of sampling without replacement.
            var order = new Philox(unchecked((ulong)spec.Seed)).Permutation(data.Validation.Count, RandomStream.ScreeningOrder, 0);
            foreach (var end in screening.Ends.TakeWhile(_ => !screening.Ended))
            {
                cancellation.ThrowIfCancellationRequested();
                var tree = new PrefixTree(network, screening.Remaining.Select(i => schemes[i]));
                images += (long)(end - screening.Seen) * tree.Leaves;
                screening.Add(evaluator.Answers(tree, data.Validation, data.Normalisation, order[screening.Seen..end]));
                Report();
            }

            Report();

            void Report() => report(new(
                screening.Seen, screening.Images, [.. screening.Remaining.Select(i => schemes[i])], screening.Ended, images,
                time.GetElapsedTime(started).TotalSeconds));
        }, cancellationToken));

    public IAsyncEnumerable<GuidanceProgress> Guide(
        string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken) =>
        After(() => HaveSupernetAsync(id), JobStream.Run<GuidanceProgress>(slot, (report, cancellation) =>
        {
            var (data, started) = (Data(spec.Data, spec.DataHash), time.GetTimestamp());
            var supernet = Jobs.Supernet(id, spec, data, options);
            if (request.Strategy == Jobs.Darts)
            {
                var images = 0L;
                var rows = new GateTraining(data, slot).Train(
                    Jobs.Gates(supernet, request, options),
                    (step, forwarded) => report(new(step, request.Steps, null, images = forwarded, Seconds())),
                    cancellation);
                report(new GuidanceProgress(request.Steps, request.Steps, rows, images, Seconds()));
                return;
            }

            using var network = supernet.Load(slot);
            report(new GuidanceProgress(1, 1, [Jobs.Scores(request.Strategy, network)], 0, Seconds()));

            double Seconds() => time.GetElapsedTime(started).TotalSeconds;
        }, cancellationToken));

    public async Task<TestResult> Test(NetworkRequest request)
    {
        await store.FetchAsync(NameOf(FileOf(request)));
        return await slot.RunAsync(() => TestNow(request));
    }

    private TestResult TestNow(NetworkRequest request)
    {
        var data = Data(request.Data, request.DataHash);
        using var network = new FoldedNetwork(Jobs.StandAlone(request, data, options).Load(slot));
        var correct = new SchemeEvaluator(slot).CountCorrect(network, network.Modules, data.Test, data.Normalisation);
        return new TestResult(NetworkCost.Of(network.Spec, network.Modules, data.Test.Crop).Parameters, 100.0 * correct / data.Test.Count);
    }

    public IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken) =>
        After(() => FetchAsync(requests, cancellationToken), JobStream.Run<TimingProgress>(slot, (report, cancellation) =>
        {
            var networks = requests.Select(r => Jobs.StandAlone(r, Data(r.Data, r.DataHash), options).Load(slot)).ToArray();
            try
            {
                var size = Data(requests[0].Data, requests[0].DataHash).Test.Crop;
                var times = new InferenceTimer(slot, time).Measure(
                    [.. networks.Select(n => (n, n.Modules))], size, rounds, round => report(new(round, rounds, null)), cancellation);
                report(new TimingProgress(
                    rounds, rounds,
                    [.. times.Select(t => new ForwardTime(t.Median, t.LowerQuartile, t.UpperQuartile, t.Forwards, t.Threads))]));
            }
            finally
            {
                foreach (IDisposable network in networks)
                {
                    network.Dispose();
                }
            }
        }, cancellationToken));

    public async Task Export(NetworkRequest request, Dictionary<string, string> metadata)
    {
        await store.FetchAsync(NameOf(FileOf(request)));
        var ticket = options.TicketFile(request.Folder);
        await slot.RunAsync(() =>
        {
            using var network = Jobs.StandAlone(request, Data(request.Data, request.DataHash), options).Load(slot);
            Checkpoint.Save(network, ticket, metadata);
            return true;
        });
        await store.PublishAsync(NameOf(ticket));
    }

    // The checkpoint is published after each epoch, so that every silo can continue from it.
    private async IAsyncEnumerable<TrainingProgress> Train(
        string file, DataMessage message, string hash, Func<DataSplit, TrainingJob> job,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await store.FetchAsync(NameOf(file), cancellationToken);
        var epoch = 0;
        var reports = JobStream.Run<TrainingProgress>(slot, (report, cancellation) =>
        {
            var data = Data(message, hash);
            new Trainer(data, slot, time).Train(
                job(data),
                s => report(new(s.Fraction, s.Epoch, s.Epochs, s.Loss, s.ImagesPerSecond, s.SecondsLeft)),
                cancellation);
        }, cancellationToken);
        await foreach (var report in reports)
        {
            if (report.Epoch > epoch && report.Epoch < report.Epochs)
            {
                epoch = report.Epoch;
                await store.PublishAsync(NameOf(file), cancellationToken);
            }

            yield return report;
        }

        await store.PublishAsync(NameOf(file), cancellationToken);
    }

    private static async IAsyncEnumerable<T> After<T>(Func<Task> first, IAsyncEnumerable<T> then)
    {
        await first();
        await foreach (var item in then)
        {
            yield return item;
        }
    }

    private Task FetchAsync(NetworkRequest[] requests, CancellationToken cancellationToken) =>
        Task.WhenAll(requests.Select(r => store.FetchAsync(NameOf(FileOf(r)), cancellationToken)));

    private async Task HaveSupernetAsync(string id)
    {
        if (!await slot.RunAsync(() => supernets.Has(id)))
        {
            await store.FetchAsync(NameOf(options.SupernetFile(id)));
        }
    }

    private string FileOf(NetworkRequest request) => options.NetworkFile(request.Folder, request.Name);

    // The name of a file in the store.
    private string NameOf(string file) => Path.GetRelativePath(options.Folder, file);

    private DataSplit Data(DataMessage message, string hash)
    {
        var data = sets.Get(message);
        return data.Hash == hash ? data : throw new InvalidDataException(
            $"The images of {message.Dataset} {message.Data} have changed since the run started: hash {data.Hash[..8]}, was {hash[..8]}.");
    }

    private FoldedNetwork Supernet(string id, TrainingJob job) => supernets.Get(id, () => new FoldedNetwork(job.Load(slot)));
}
