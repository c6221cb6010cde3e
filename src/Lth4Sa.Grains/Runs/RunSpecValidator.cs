using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Grains.Runs;

/// <summary>Finds every error of a spec before anything starts. Each names the field, the value and what is allowed.</summary>
public static class RunSpecValidator
{
    public static IReadOnlyList<string> Validate(RunSpec spec)
    {
        var errors = new List<string>();
        Check("evaluator", spec.Evaluator, spec.Evaluator == "supernet" || spec.TablePath() is { } path && File.Exists(path), "supernet, or table: and the path of an existing CSV file");
        OneOf("missing", spec.Missing, EvaluationTable.Policies.Names);
        OneOf("dataset", spec.Dataset, DataSets.Registry.Names);
        Check("data", spec.Data, spec.Dataset == DataSets.Synthetic || !DataSets.Registry.Contains(spec.Dataset) || Directory.Exists(spec.Data), $"an existing folder with the files of {spec.Dataset}");
        Check("classes", spec.Classes, spec.Classes is null or >= 2, "at least 2");
        Check("validation-per-class", spec.ValidationPerClass, spec.ValidationPerClass is null or >= 1, "at least 1");
        Check("backbone", spec.Backbone, Backbone.TryParse(spec.Backbone, out _), Backbone.Expected);
        OneOf("module", spec.Module, AttentionModules.Registry.Names);
        OneOf("sharing", spec.Sharing, AttentionModules.Sharings.Names);
        if (AttentionModules.Registry.Contains(spec.Module) && AttentionModules.Sharings.Contains(spec.Sharing))
        {
            var reason = AttentionModules.WhyNot(spec.Module, AttentionModules.Sharings.Get(spec.Sharing));
            Check("sharing", spec.Sharing, reason is null, reason ?? "");
        }

        Check("beta", spec.Beta, spec.Beta is > 0 and <= 1, "above 0 and at most 1");
        OneOf("strategy", spec.Strategy, SearchStrategies.Registry.Names);
        if (SearchStrategies.Registry.Contains(spec.Strategy))
        {
            CheckStrategy(spec.ToStrategy());
        }

        AtLeast("steps", spec.Steps, 1);
        AtLeast("epochs", spec.Epochs ?? 1, 1);
        AtLeast("train-epochs", spec.TrainEpochs ?? 1, 1);
        AtLeast("batch-size", spec.BatchSize, 2);
        Positive("learning-rate", spec.LearningRate);
        AtLeast("forwards", spec.Forwards, 1);
        AtLeast("candidates", spec.Candidates, 0);
        AtLeast("samples", spec.Samples, 1);
        Finite("lambda-sparsity", spec.LambdaSparsity);
        Finite("lambda-accuracy", spec.LambdaAccuracy);
        Finite("lambda-curiosity", spec.LambdaCuriosity);
        OneOf("controller-optimiser", spec.ControllerOptimiser, Enum.GetNames<OptimiserKind>().Select(n => n.ToLowerInvariant()));
        Positive("controller-rate", spec.ControllerRate);
        Positive("temperature", spec.Temperature);
        NumberOrOff("baseline", spec.Baseline, v => v is >= 0 and < 1, "off, or a number in [0, 1)");
        NumberOrOff("ppo-clip", spec.PpoClip, v => v > 0 && double.IsFinite(v), "off, or a number above 0");
        AtLeast("ppo-from", spec.PpoFrom, 1);
        AtLeast("replay-capacity", spec.ReplayCapacity, 1);
        Positive("curiosity-rate", spec.CuriosityRate);
        AtLeast("budget", spec.Budget ?? 1, 1);
        Check("entropy", spec.Entropy, spec.Entropy >= 0 && double.IsFinite(spec.Entropy), "a number of at least 0");
        Check("normalise", spec.Normalise, !spec.Normalise || spec.Baseline != RunSpecMapping.Off, "false without a baseline");
        Check("keep", spec.Keep, spec.Keep is >= 0 and <= 1, "a number in [0, 1]");
        AtLeast("population", spec.Population, 4);
        Positive("enas-rate", spec.EnasRate);
        Positive("gate-rate", spec.GateRate);
        AtLeast("commit-every", spec.CommitEvery, 1);
        Check("device", spec.Device, DeviceSpec.IsDevice(spec.Device), "cpu, cuda or cuda:N");
        AtLeast("threads", spec.Threads, 0);
        Check("at", spec.ForkAt, (spec.ForkOf is null) == (spec.ForkAt is null) && spec.ForkAt is null or >= 1 && (spec.ForkAt is null || spec.ForkAt < spec.Steps), "at least 1 and less than the steps");
        AtLeast("memory", spec.Memory ?? 1, 1);
        return errors;

        void CheckStrategy(StrategyKind kind)
        {
            Check("strategy", spec.Strategy, kind.Guidance == GuidanceKind.None || spec.TablePath() is null, "one that needs no weights, which a table has not: "
                + string.Join(", ", SearchStrategies.Unguided));
            Check("sharing", spec.Sharing, kind.Guidance != GuidanceKind.Weights || spec.Sharing == "full" || spec.TablePath() is not null, $"full with the strategy {spec.Strategy}: modules that blocks share cannot be ranked");
            if (spec.TablePath() is null && Backbone.TryParse(spec.Backbone, out var backbone))
            {
                Check("strategy", spec.Strategy, backbone!.Blocks <= kind.MaxBlocks, $"one for the {backbone.Blocks} blocks of {spec.Backbone}; it searches at most {kind.MaxBlocks}");
            }
        }

        void Check(string field, object? value, bool allowed, string expected)
        {
            if (!allowed)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{field}: {value ?? "(nothing)"} is not allowed; expected {expected}."));
            }
        }

        void OneOf(string field, string value, IEnumerable<string> names) => Check(field, value, names.Contains(value), "one of " + string.Join(", ", names));
        void AtLeast(string field, int value, int least) => Check(field, value, value >= least, string.Create(CultureInfo.InvariantCulture, $"at least {least}"));
        void Positive(string field, double value) => Check(field, value, value > 0 && double.IsFinite(value), "a number above 0");
        void Finite(string field, double value) => Check(field, value, double.IsFinite(value), "a finite number");
        void NumberOrOff(string field, string value, Func<double, bool> allowed, string expected) => Check(
            field, value, value == RunSpecMapping.Off || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && allowed(number), expected);
    }
}
