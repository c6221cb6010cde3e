using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Search;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Training;

/// <summary>Trains one network in one folder, from wherever it was to the end.</summary>
internal static class TrainingRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(RunSpec wanted, string? scheme, string path, CancellationToken interrupted)
    {
        var errors = RunSpecValidator.Validate(wanted);
        if (errors.Count > 0)
        {
            throw new SpecException(string.Join(Environment.NewLine, errors));
        }

        using var folder = RunFolder<TrainSpec>.Open(
            path, new TrainSpec(wanted, TrainSpec.ParseScheme(scheme, wanted.Backbone)), SpecKinds.Training);
        try
        {
            return await RunAsync(folder, Load(folder.Spec.Run), interrupted);
        }
        catch (SpecException)
        {
            folder.TakeBack();
            throw;
        }
    }

    private static async Task<int> RunAsync(RunFolder<TrainSpec> folder, DataSplit data, CancellationToken interrupted)
    {
        AtomicFile.WriteAllText(folder.File("split.json"), data.Manifest);
        var job = Job(folder, data);
        using var slot = new DeviceSlot(folder.Spec.Run.Device, folder.Spec.Run.Threads);
        IReadOnlyList<EpochRecord> history = [];
        try
        {
            await RunDisplay.Create().FollowAsync(JobStream.Run<RunProgress>(
                slot,
                (report, cancellation) => history = new Trainer(data, slot, TimeProvider.System).Train(
                    job, status => report(Progress(status)), cancellation),
                interrupted));
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(Interruption.Message);
            return ExitCode.Interrupted;
        }
        catch (NonFiniteException diverged)
        {
            await Console.Error.WriteLineAsync(diverged.Message);
            if (!File.Exists(job.Checkpoint))
            {
                // Nothing was trained that another learning rate would have to leave alone.
                folder.TakeBack();
            }

            return ExitCode.Failed;
        }
        catch (InvalidDataException checkpoint)
        {
            await Console.Error.WriteLineAsync(checkpoint.Message);
            return ExitCode.Failed;
        }

        await slot.RunAsync(() => Export(folder, job, history[^1]));
        Report(folder, job, data, history);
        return ExitCode.Done;
    }

    private static DataSplit Load(RunSpec spec)
    {
        try
        {
            return DataSets.Load(spec.ToData());
        }
        catch (Exception unfit) when (unfit is ArgumentException or InvalidDataException)
        {
            throw new SpecException(unfit.Message);
        }
    }

    private static TrainingJob Job(RunFolder<TrainSpec> folder, DataSplit data)
    {
        var (run, backbone) = (folder.Spec.Run, Backbone.Parse(folder.Spec.Run.Backbone));
        return new TrainingJob(
            new NetworkSpec(backbone, run.Module, AttentionModules.Sharings.Get(run.Sharing), data.Classes),
            Recipes.StandAlone(backbone, run.ToStandAloneRecipe()),
            Scheme.Parse(folder.Spec.Scheme),
            Beta: null,
            run.RandomSeed(),
            folder.File("checkpoint.safetensors"),
            ContentId.Of((folder.Spec with { Run = run with { Data = null } }, data.Hash)),
            TestEachEpoch: true,
            TrainingChoices.Images.Get(run.TrainOn));
    }

    private static RunProgress Progress(TrainingProgress status)
    {
        var accuracy = status.Accuracy is { } percent ? string.Create(CultureInfo.InvariantCulture, $", test accuracy {percent:F2} %") : "";
        var loss = status.Iteration > 0 ? string.Create(CultureInfo.InvariantCulture, $", loss {status.Loss:F3}") : "";
        var stage = string.Create(
            CultureInfo.InvariantCulture, $"epoch {Math.Min(status.Epoch + 1, status.Epochs)}/{status.Epochs}{loss}{accuracy}");
        return new RunProgress(
            RunPhase.Training, stage, status.Fraction, status.ImagesPerSecond, "images/s",
            status.ImagesPerSecond > 0 ? status.SecondsLeft : null, null, null, null, null);
    }

    private static bool Export(RunFolder<TrainSpec> folder, TrainingJob job, EpochRecord last)
    {
        using var network = new AttentionNetwork(job.Network, job.Modules, job.Seed);
        Checkpoint.Load(network, job.Checkpoint);
        Checkpoint.Save(network, folder.File("network.safetensors"), new Dictionary<string, string>
        {
            ["backbone"] = job.Network.Backbone.Name,
            ["module"] = job.Network.Module,
            ["sharing"] = AttentionModules.NameOf(job.Network.Sharing),
            ["scheme"] = job.Modules.ToString(),
            ["accuracy"] = last.Accuracy!.Value.ToString(CultureInfo.InvariantCulture),
        });
        return true;
    }

    private static void Report(RunFolder<TrainSpec> folder, TrainingJob job, DataSplit data, IReadOnlyList<EpochRecord> history)
    {
        var (network, images) = (job.Network, job.ImagesOf(data));
        var cost = NetworkCost.Of(network, job.Modules, images.Crop);
        var result = new TrainingResult(
            folder.Spec.Run.Dataset, data.Classes, network.Backbone.Name, network.Module, AttentionModules.NameOf(network.Sharing),
            folder.Spec.Scheme, images.Count,
            cost.Parameters, cost.MultiplyAdds, folder.Spec.Run.Seed, folder.Spec.Run.Threads, data.Hash, history[^1].Accuracy!.Value,
            history);
        AtomicFile.WriteAllText(folder.File("result.json"), JsonSerializer.Serialize(result, Json));
        AtomicFile.WriteAllText(folder.File("report.html"), TrainingReport.Write(
            $"{result.Backbone} with {result.Module} ({result.Sharing}), {result.Scheme}",
            [
                (
                    "Data",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{result.Dataset}, {result.Classes} classes, {images.Count:N0} training and {data.Test.Count:N0} test "
                        + $"images")),
                ("Parameters", result.Parameters.ToString("N0", CultureInfo.InvariantCulture)),
                ("Multiply-adds", result.MultiplyAdds.ToString("N0", CultureInfo.InvariantCulture)),
                ("Epochs", history.Count.ToString(CultureInfo.InvariantCulture)),
                ("Test accuracy (%)", result.Accuracy.ToString("F2", CultureInfo.InvariantCulture)),
            ],
            [.. history.Select(e => e.Loss)],
            [.. history.Select(e => e.Accuracy!.Value)]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Test accuracy {result.Accuracy:F2} % after {Plural.Of(history.Count, "epoch")}, "
            + $"{result.Parameters:N0} parameters, {result.MultiplyAdds:N0} multiply-adds."));
        foreach (var name in new[] { "report.html", "result.json", "network.safetensors" })
        {
            Console.WriteLine(folder.File(name));
        }
    }

    /// <summary>The contents of result.json.</summary>
    /// <param name="TrainingImages">The number of images that the network was trained on.</param>
    /// <param name="Split">Hash of split.json.</param>
    /// <param name="Accuracy">On the test images, in percent.</param>
    private sealed record TrainingResult(
        string Dataset, int Classes, string Backbone, string Module, string Sharing, string Scheme, int TrainingImages,
        long Parameters, long MultiplyAdds,
        long Seed, int Threads,
        string Split, double Accuracy, IReadOnlyList<EpochRecord> History);
}
