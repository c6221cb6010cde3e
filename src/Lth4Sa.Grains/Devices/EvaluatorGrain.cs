using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Guidance;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IEvaluatorGrain"/>
[Reentrant]
public sealed class EvaluatorGrain(DeviceSlots slots, Lth4SaOptions options, TimeProvider time) : Grain, IEvaluatorGrain
{
    private (string Id, FoldedNetwork Network)? loaded;

    private DeviceSlot Slot => slots.Get(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Slot.RunAsync(() =>
    {
        loaded?.Network.Dispose();
        loaded = null;
        return true;
    });

    public Task<DataFacts> Describe(DataMessage data) => Slot.RunAsync(() =>
    {
        var split = slots.Data(data);
        var manifest = options.SplitFile(split.Hash);
        if (!File.Exists(manifest))
        {
            AtomicFile.WriteAllText(manifest, split.Manifest);
        }

        return new DataFacts(split.Classes, split.Train.Count, split.Validation.Count, split.Test.Count, split.Hash);
    });

    public IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default) =>
        Train(spec.Data, spec.DataHash, data => Jobs.Supernet(id, spec, data, options), cancellationToken);

    public IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default) =>
        Train(request.Data, request.DataHash, data => Jobs.StandAlone(request, data, options), cancellationToken);

    public Task<Count[]> Evaluate(string id, SupernetSpec spec, string[] schemes) => Slot.RunAsync(() =>
    {
        var data = Data(spec.Data, spec.DataHash);
        var network = Supernet(id, Jobs.Supernet(id, spec, data, options));
        var started = time.GetTimestamp();
        var correct = new SchemeEvaluator(Slot).CountCorrect(network, Array.ConvertAll(schemes, Scheme.Parse), data.Validation, data.Normalisation);
        // What they share cannot be told apart: each has an equal part of the time.
        var seconds = time.GetElapsedTime(started).TotalSeconds / schemes.Length;
        return schemes.Select((scheme, i) => new Count(scheme, correct[i], data.Validation.Count, seconds)).ToArray();
    });

    public IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken = default) =>
        JobStream.Run<GuidanceProgress>(Slot, (report, cancellation) =>
        {
            var (data, started) = (Data(spec.Data, spec.DataHash), time.GetTimestamp());
            var supernet = Jobs.Supernet(id, spec, data, options);
            if (request.Strategy == Jobs.Darts)
            {
                var images = 0L;
                var rows = new GateTraining(data, Slot).Train(
                    Jobs.Gates(supernet, request, options),
                    (step, forwarded) => report(new(step, request.Steps, null, images = forwarded, Seconds())),
                    cancellation);
                report(new GuidanceProgress(request.Steps, request.Steps, rows, images, Seconds()));
                return;
            }

            using var network = Trained(supernet);
            report(new GuidanceProgress(1, 1, [Jobs.Scores(request.Strategy, network)], 0, Seconds()));

            double Seconds() => time.GetElapsedTime(started).TotalSeconds;
        }, cancellationToken);

    public Task<TestResult> Test(NetworkRequest request) => Slot.RunAsync(() =>
    {
        var data = Data(request.Data, request.DataHash);
        using var network = new FoldedNetwork(Trained(Jobs.StandAlone(request, data, options)));
        var correct = new SchemeEvaluator(Slot).CountCorrect(network, network.Modules, data.Test, data.Normalisation);
        return new TestResult(NetworkCost.Of(network.Spec, network.Modules, data.Test.Crop).Parameters, 100.0 * correct / data.Test.Count);
    });

    public IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default) =>
        JobStream.Run<TimingProgress>(Slot, (report, cancellation) =>
        {
            var networks = requests.Select(r => Trained(Jobs.StandAlone(r, Data(r.Data, r.DataHash), options))).ToArray();
            try
            {
                var size = Data(requests[0].Data, requests[0].DataHash).Test.Crop;
                var times = new InferenceTimer(Slot, time).Measure(
                    [.. networks.Select(n => (n, n.Modules))], size, rounds, round => report(new(round, rounds, null)), cancellation);
                report(new TimingProgress(rounds, rounds, [.. times.Select(t => new ForwardTime(t.Median, t.LowerQuartile, t.UpperQuartile, t.Forwards, t.Threads))]));
            }
            finally
            {
                Array.ForEach(networks, n => n.Dispose());
            }
        }, cancellationToken);

    public Task Export(NetworkRequest request, string fileName, Dictionary<string, string> metadata) => Slot.RunAsync(() =>
    {
        using var network = Trained(Jobs.StandAlone(request, Data(request.Data, request.DataHash), options));
        Checkpoint.Save(network, Path.Combine(options.Folder, fileName), metadata);
        return true;
    });

    private IAsyncEnumerable<TrainingProgress> Train(
        DataMessage message, string hash, Func<DataSplit, TrainingJob> job, CancellationToken cancellationToken) =>
        JobStream.Run<TrainingProgress>(Slot, (report, cancellation) =>
        {
            var data = Data(message, hash);
            new Trainer(data, Slot, time).Train(
                job(data),
                s => report(new(s.Fraction, s.Epoch, s.Epochs, s.Loss, s.ImagesPerSecond, s.SecondsLeft)),
                cancellation);
        }, cancellationToken);

    private DataSplit Data(DataMessage message, string hash)
    {
        var data = slots.Data(message);
        return data.Hash == hash ? data : throw new InvalidDataException(
            $"The images of {message.Dataset} {message.Data} have changed since the run started: hash {data.Hash[..8]}, was {hash[..8]}.");
    }

    private FoldedNetwork Supernet(string id, TrainingJob job)
    {
        if (loaded?.Id != id)
        {
            loaded?.Network.Dispose();
            loaded = null;
            loaded = (id, new FoldedNetwork(Trained(job)));
        }

        return loaded.Value.Network;
    }

    private AttentionNetwork Trained(TrainingJob job)
    {
        var network = Jobs.Create(job, Slot.Device);
        try
        {
            Checkpoint.Load(network, job.Checkpoint);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
