using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
using Lth4Sa.Storage.Checkpoints;

namespace Lth4Sa.Grains.Jobs;

/// <summary>What the jobs of one slot share: its thread, the images and supernets in memory, and the store of checkpoints.</summary>
internal sealed class SlotResources(DeviceSlot slot, LoadedData data, Lth4SaOptions options, ICheckpointStore store, TimeProvider time)
{
    /// <summary>The thread that has all tensors of the slot.</summary>
    public DeviceSlot Slot => slot;

    /// <summary>The supernets in memory. They are used on the thread of the slot only.</summary>
    public LoadedSupernets Supernets { get; } = new((long)options.SupernetMemory << 20);

    /// <summary>The options of the silo.</summary>
    public Lth4SaOptions Options => options;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Runs a job on the thread of the slot once what it needs is there.</summary>
    /// <param name="prepare">Brings checkpoints that the job reads into the folder of this silo.</param>
    /// <param name="job">Gets the function that reports, and the token that stops the job.</param>
    /// <param name="cancellation">Stops the job.</param>
    public async IAsyncEnumerable<T> RunAsync<T>(
        Func<CancellationToken, Task> prepare, Action<Action<T>, CancellationToken> job,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await prepare(cancellation);
        await foreach (var report in JobStream.Run(slot, job, cancellation))
        {
            yield return report;
        }
    }

    /// <summary>The images of a data set, which are loaded at their first use.</summary>
    /// <exception cref="InvalidDataException">A file is missing, truncated or mislabelled.</exception>
    public DataSplit Images(DataSpec spec) => data.Get(spec);

    // The hash is that of the split that the run began with.
    private DataSplit Images(DataSpec spec, string hash)
    {
        var images = Images(spec);
        return images.Hash == hash ? images : throw new InvalidDataException(
            $"The images of {spec.Dataset} {spec.Data} have changed since the run started: hash {images.Hash[..8]}, was {hash[..8]}.");
    }

    /// <summary>The images that a supernet is trained and evaluated on.</summary>
    /// <exception cref="InvalidDataException">They are other images than when the run began.</exception>
    public DataSplit Images(SupernetSpec spec) => Images(spec.Data, spec.DataHash);

    /// <summary>The images that a network is trained on.</summary>
    /// <exception cref="InvalidDataException">They are other images than when the run began.</exception>
    public DataSplit Images(NetworkRequest request) => Images(request.Data, request.DataHash);

    /// <summary>The training of a supernet, which names its checkpoint.</summary>
    public TrainingJob Training(string id, SupernetSpec spec) => NetworkJobs.Supernet(id, spec, Images(spec), options);

    /// <summary>The training of a network from scratch, which names its checkpoint.</summary>
    public TrainingJob Training(NetworkRequest request) => NetworkJobs.StandAlone(request, Images(request), options);

    /// <summary>A trained supernet with folded weights, which is loaded from its checkpoint at its first use.</summary>
    public FoldedNetwork Supernet(string id, SupernetSpec spec)
    {
        var training = Training(id, spec);
        return Supernets.Get(id, () => new FoldedNetwork(training.Load(slot)));
    }

    /// <summary>The supernet with statistics of its own for each of these schemes; null where it keeps those of its training.</summary>
    /// <param name="supernet">What <see cref="Supernet"/> answers; it must stay in memory.</param>
    public RecalibratedNetwork? Recalibrate(FoldedNetwork supernet, SupernetSpec spec, Scheme[] schemes)
    {
        if (spec.Recalibrate == 0)
        {
            return null;
        }

        var images = Images(spec);
        return new Recalibration(
            slot, images.Train, images.Normalisation, spec.Recalibrate, spec.RecalibrationBatch, unchecked((ulong)spec.Seed))
            .Of(supernet, schemes);
    }

    /// <summary>A trained network, loaded from its checkpoint; whoever asks for it disposes it.</summary>
    public AttentionNetwork Network(NetworkRequest request) => Training(request).Load(slot);

    /// <summary>The file of a network's checkpoint.</summary>
    public string FileOf(NetworkRequest request) => options.NetworkFile(request.NetworkId());

    /// <summary>Brings the checkpoint of a supernet into the folder of this silo, unless the supernet is in memory.</summary>
    public async Task FetchSupernetAsync(string id, CancellationToken cancellation)
    {
        if (!await slot.RunAsync(() => Supernets.Has(id)))
        {
            await FetchAsync(options.SupernetFile(id), cancellation);
        }
    }

    /// <summary>Brings the checkpoints of networks into the folder of this silo.</summary>
    public Task FetchAsync(NetworkRequest[] networks, CancellationToken cancellation) =>
        Task.WhenAll(networks.Select(network => FetchAsync(FileOf(network), cancellation)));

    /// <summary>Brings a file into the folder of this silo, if the store has it.</summary>
    public Task FetchAsync(string file, CancellationToken cancellation) => store.FetchAsync(NameOf(file), cancellation);

    /// <summary>Gives a file in the folder of this silo to all silos.</summary>
    public Task PublishAsync(string file, CancellationToken cancellation) => store.PublishAsync(NameOf(file), cancellation);

    /// <summary>The name of a file in the store.</summary>
    public string NameOf(string file) => Path.GetRelativePath(options.Folder, file);
}
