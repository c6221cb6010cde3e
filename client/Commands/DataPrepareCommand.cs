using System.CommandLine;
using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Data.Images;
using Lth4Sa.Networks.Devices;

namespace Lth4Sa.Cli.Commands;

/// <summary>Images made ready for training.</summary>
internal static class DataPrepareCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var source = new Option<string>("--source")
        {
            Description = "Folder of train/CLASS/*.JPEG and val/CLASS/*.JPEG; PNG too",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for the shards; the same command goes on with what is there",
            HelpName = "DIR",
            Required = true,
        };
        var size = Number("--size", "The shorter side that images are kept with, in pixels [default: 256]");
        var crop = Number("--crop", "Height and width that a network sees, in pixels [default: 224]");
        var classes = Number("--classes", "Take the first K classes only [default: all]");
        var train = Number("--train-per-class", "Take the first N training images of each class only [default: all]");
        var test = Number("--test-per-class", "Take the first N test images of each class only [default: all]");
        var skip = new Option<bool>("--skip-broken") { Description = "Leave missing and broken images out instead of stopping" };
        var command = new Command(
            "prepare", "Decode and scale the images of a folder in ImageNet's layout, once, into shards for --dataset imagefolder.")
        {
            source, output, size, crop, classes, train, test, skip,
        };
        command.SetAction((given, interrupted) =>
        {
            var options = new PreparationOptions { Source = given.GetValue(source)!, Output = Path.GetFullPath(given.GetValue(output)!) };
            options = options with
            {
                Size = given.GetValue(size) ?? options.Size,
                Crop = given.GetValue(crop) ?? options.Crop,
                Classes = given.GetValue(classes),
                TrainPerClass = given.GetValue(train),
                TestPerClass = given.GetValue(test),
                SkipBroken = given.GetValue(skip),
            };
            return PrepareAsync(options, interrupted);
        });
        return command;
    }

    private static async Task<int> PrepareAsync(PreparationOptions options, CancellationToken interrupted)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new SpecException(string.Join(Environment.NewLine, errors));
        }

        PreparationResult? result = null;
        try
        {
            await RunDisplay.Create().FollowAsync(JobStream.Run<RunProgress>(
                (report, cancellation) => result = ImagePreparation.Prepare(
                    options, TimeProvider.System, status => report(Progress(status)), cancellation),
                interrupted));
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(Interruption.Message);
            return ExitCode.Interrupted;
        }
        catch (Exception unfit) when (unfit is InvalidDataException or DllNotFoundException)
        {
            throw new SpecException(unfit.Message);
        }

        return Show(options, result!);
    }

    private static int Show(PreparationOptions options, PreparationResult result)
    {
        foreach (var (path, reason) in result.Broken)
        {
            Console.Error.WriteLine($"{path}: {reason}");
        }

        if (!result.Written)
        {
            var (broken, all) = (result.Broken.Count, result.Broken.Count + result.Train + result.Test);
            var (are, them) = broken == 1 ? ("is", "it") : ("are", "them");
            Console.Error.WriteLine(
                $"{broken} of {Plural.Of(all, "image")} {are} missing or broken. Repair {them}, or leave {them} out with --skip-broken.");
            return ExitCode.Failed;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Classes} classes, {result.Train:N0} training and {result.Test:N0} test images "
            + $"with a shorter side of {options.Size}, {result.Broken.Count} left out."));
        Console.WriteLine($"Use them with --data {options.Output}");
        return ExitCode.Done;
    }

    private static RunProgress Progress(PreparationStatus status)
    {
        var broken = status.Broken == 0 ? "" : $", {status.Broken} broken";
        return new RunProgress(
            RunPhase.Waiting, $"images {status.Images}/{status.Total}{broken}", (double)status.Images / status.Total,
            status.ImagesPerSecond, "images/s",
            status.ImagesPerSecond > 0 ? status.SecondsLeft : null, null, null, null, null);
    }

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
