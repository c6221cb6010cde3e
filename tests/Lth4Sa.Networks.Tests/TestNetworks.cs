using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

internal static class TestNetworks
{
    public static NetworkSpec Spec(string backbone, Sharing sharing = Sharing.Full, string module = "se", int classes = 100) =>
        new(Backbone.Parse(backbone), module, sharing, classes);

    public static DataSplit Images { get; } = DataSets.Load(new DataSpec { SyntheticPerClass = 40, Seed = 1 });

    public static TrainingJob Job(string folder, int epochs, Scheme? modules = null, double? beta = 0.5) => new(
        Spec("resnet11", classes: 10), new Recipe { Epochs = epochs, BatchSize = 64 },
        modules ?? Scheme.AllOn(3), beta, 1, Path.Combine(folder, "job.safetensors"), "identity");
}
