using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Saliency;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Makes the jobs of the Networks project from the records that cross the wire.</summary>
internal static class NetworkJobs
{
    public static TrainingJob Supernet(string id, SupernetSpec spec, DataSplit data, Lth4SaOptions options)
    {
        var backbone = Backbone.Parse(spec.Backbone);
        return new TrainingJob(
            Network(backbone, spec.Module, spec.Sharing, data),
            Recipes.Supernet(backbone, spec.Recipe),
            Scheme.AllOn(backbone.Blocks),
            spec.Beta,
            unchecked((ulong)spec.Seed),
            options.SupernetFile(id),
            id,
            Sampling: TrainingChoices.Samplings.Get(spec.Sampling),
            UnusedModules: TrainingChoices.UnusedModules.Get(spec.UnusedModules));
    }

    public static TrainingJob StandAlone(NetworkRequest request, DataSplit data, Lth4SaOptions options)
    {
        var (backbone, id) = (Backbone.Parse(request.Backbone), request.NetworkId());
        return new TrainingJob(
            Network(backbone, request.Module, request.Sharing, data),
            Recipes.StandAlone(backbone, request.Recipe),
            Scheme.Parse(request.Scheme),
            null,
            unchecked((ulong)request.Seed),
            options.NetworkFile(id),
            id,
            Images: TrainingChoices.Images.Get(request.TrainOn));
    }

    public const string Darts = "darts";

    public static GateJob Gates(TrainingJob supernet, SupernetSpec spec, GuidanceRequest request, Lth4SaOptions options) => new(
        supernet, request.Steps, new GateAdam(request.Rate, request.Decay, request.Beta1, request.Beta2), request.BatchSize,
        spec.EvaluationBatch, unchecked((ulong)request.Seed),
        options.GatesFile(request.Run), ContentId.Of((supernet.Identity, request with { Run = "" })));

    public static double[] Scores(string strategy, AttentionNetwork supernet) => strategy switch
    {
        "l1" => ModuleScores.L1(supernet),
        "gm" => ModuleScores.GeometricMedian(supernet),
        _ => throw new ArgumentException($"strategy: {strategy} does not score modules.", nameof(strategy)),
    };

    private static NetworkSpec Network(Backbone backbone, string module, string sharing, DataSplit data) =>
        new(backbone, module, AttentionModules.Sharings.Get(sharing), data.Classes);
}
