using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Training;

/// <summary>What to train, and where it is kept.</summary>
/// <param name="Network">Backbone, module, sharing, classes.</param>
/// <param name="Recipe">The recipe of the training.</param>
/// <param name="Modules">The blocks that have a module: all for a supernet, those of its scheme for a stand-alone network.</param>
/// <param name="Beta">Probability of each connection in each iteration (Alg. 1); null trains <paramref name="Modules"/> itself.</param>
/// <param name="Seed">The seed of weights, order, augmentation and schemes.</param>
/// <param name="Checkpoint">The safetensors file that is written after every epoch.</param>
/// <param name="Identity">A hash of all that decides the weights; a checkpoint of another identity is refused.</param>
/// <param name="TestEachEpoch">Measures the test accuracy of <paramref name="Modules"/> after every epoch.</param>
/// <param name="Images">The images to train on; default those that are not held out.</param>
/// <param name="Sampling">How the schemes of a supernet are drawn; default by beta.</param>
/// <param name="UnusedModules">What modules that an iteration does not connect do in it; default weight decay, as the reference.</param>
public sealed record TrainingJob(
    NetworkSpec Network, Recipe Recipe, Scheme Modules, double? Beta, ulong Seed,
    string Checkpoint, string Identity, bool TestEachEpoch = false, TrainingImages Images = TrainingImages.Split,
    Sampling Sampling = Sampling.Bernoulli, UnusedModules UnusedModules = UnusedModules.Decay)
{
    /// <summary>The images of a split that are trained on.</summary>
    public ImageSet ImagesOf(DataSplit data) => Images == TrainingImages.All ? data.All : data.Train;

    /// <summary>The trained network, on a device.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or is of another network.</exception>
    public AttentionNetwork Load(DeviceSlot slot)
    {
        var network = new AttentionNetwork(Network, Modules, Seed).MoveTo(slot);
        try
        {
            Checkpoints.Checkpoint.Load(network, Checkpoint);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
