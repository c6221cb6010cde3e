using System.Globalization;
using System.Text.Json;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Supernet;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>The checkpoint of a training: the network's state dictionary, its momentum, and, as JSON, how far it is.</summary>
internal static class TrainingCheckpoint
{
    private const string Momentum = "momentum.", Progress = "history", Identity = "identity", Threads = "threads";

    public static void Save<T>(string path, string identity, AttentionNetwork network, SGD optimiser, T progress, int threads)
    {
        var tensors = new Dictionary<string, Tensor>(network.state_dict());
        foreach (var (name, state) in States(network, optimiser))
        {
            if (state.momentum_buffer is { } buffer)
            {
                tensors.Add(Momentum + name, buffer);
            }
        }

        Safetensors.Save(path, tensors, new Dictionary<string, string>
        {
            [Progress] = JsonSerializer.Serialize(progress),
            [Identity] = identity,
            [Threads] = threads.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Loads the checkpoint if there is one.</summary>
    /// <returns>The progress that the checkpoint holds; null without a checkpoint.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another training.</exception>
    public static T? Restore<T>(string path, string identity, AttentionNetwork network, SGD optimiser, int threads) where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var file = Safetensors.Load(path);
        if (file.Metadata.GetValueOrDefault(Identity) != identity
            || Parse<T>(file.Metadata.GetValueOrDefault(Progress)) is not { } progress)
        {
            throw new InvalidDataException($"{path} belongs to another training; move it away or choose another folder.");
        }

        if (file.Metadata.GetValueOrDefault(Threads) is { } before && before != threads.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidDataException(
                $"{path} was made with {before} threads, not {threads}: going on would not be bit for bit. Set --threads {before}.");
        }

        Checkpoint.Restore(network, file, path);
        foreach (var (name, state) in States(network, optimiser))
        {
            state.momentum_buffer = file.Tensors.GetValueOrDefault(Momentum + name)?.to(network.Device).DetachFromDisposeScope();
        }

        return progress;
    }

    private static T? Parse<T>(string? progress) where T : class
    {
        try
        {
            return progress is null ? null : JsonSerializer.Deserialize<T>(progress);
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
