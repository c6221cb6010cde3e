using System.Globalization;
using System.Text.Json;
using Lth4Sa.Networks.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>The checkpoint of a training: the network's state dictionary, its momentum, and how far it is.</summary>
internal static class TrainingCheckpoint
{
    private const string Momentum = "momentum.", History = "history", Identity = "identity", Threads = "threads";

    public static void Save(TrainingJob job, AttentionNetwork network, SGD optimiser, IReadOnlyList<EpochRecord> history, int threads)
    {
        var tensors = new Dictionary<string, Tensor>(network.state_dict());
        foreach (var (name, state) in States(network, optimiser))
        {
            if (state.momentum_buffer is { } buffer)
            {
                tensors.Add(Momentum + name, buffer);
            }
        }

        Safetensors.Save(job.Checkpoint, tensors, new Dictionary<string, string>
        {
            [History] = JsonSerializer.Serialize(history),
            [Identity] = job.Identity,
            [Threads] = threads.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Loads the checkpoint if there is one.</summary>
    /// <returns>The epochs it has completed; none without one.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another training.</exception>
    public static List<EpochRecord> Restore(TrainingJob job, AttentionNetwork network, SGD optimiser, int threads)
    {
        if (!File.Exists(job.Checkpoint))
        {
            return [];
        }

        using var scope = NewDisposeScope();
        var file = Safetensors.Load(job.Checkpoint);
        if (file.Metadata.GetValueOrDefault(Identity) != job.Identity
            || Parse(file.Metadata.GetValueOrDefault(History)) is not { } history)
        {
            throw new InvalidDataException($"{job.Checkpoint} belongs to another training; move it away or choose another folder.");
        }

        if (file.Metadata.GetValueOrDefault(Threads) is { } before && before != threads.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidDataException($"{job.Checkpoint} was made with {before} threads, not {threads}: going on would not be bit for bit. Set --threads {before}.");
        }

        Checkpoint.Restore(network, file, job.Checkpoint);
        foreach (var (name, state) in States(network, optimiser))
        {
            state.momentum_buffer = file.Tensors.GetValueOrDefault(Momentum + name)?.to(network.Device).DetachFromDisposeScope();
        }

        return history;
    }

    private static List<EpochRecord>? Parse(string? history)
    {
        try
        {
            return history is null ? null : JsonSerializer.Deserialize<List<EpochRecord>>(history);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, SGD.State State)> States(AttentionNetwork network, SGD optimiser) =>
        network.named_parameters().DistinctBy(p => p.parameter.Handle).Select(p => p.name)
            .Zip(optimiser.state_dict().State.Cast<SGD.State>());
}
