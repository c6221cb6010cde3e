using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

internal static class TestNetworks
{
    /// <summary>Every registered module in every sharing that it allows.</summary>
    public static TheoryData<string, Sharing> ModulesAndSharings { get; } = Pairs();

    public static TheoryData<string> Backbones { get; } = [.. Backbone.Registry.Names];

    public static DataSplit Images { get; } = DataSets.Load(new DataSpec { SyntheticPerClass = 40, Seed = 1 });

    public static NetworkSpec Spec(string backbone, Sharing sharing = Sharing.Full, string module = "se", int classes = 100) =>
        new(Backbone.Parse(backbone), module, sharing, classes);

    public static TrainingJob Job(string folder, int epochs, Scheme? modules = null, double? beta = 0.5) => new(
        Spec("resnet11", classes: 10), new Recipe { Epochs = epochs, BatchSize = 64 },
        modules ?? Scheme.AllOn(3), beta, 1, Path.Combine(folder, "job.safetensors"), "identity");

    private static TheoryData<string, Sharing> Pairs()
    {
        var pairs = new TheoryData<string, Sharing>();
        foreach (var module in AttentionModules.Registry.Names)
        {
            foreach (var sharing in Enum.GetValues<Sharing>().Where(s => AttentionModules.Allows(module, s)))
            {
                pairs.Add(module, sharing);
            }
        }

        return pairs;
    }
}
