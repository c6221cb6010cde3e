using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Training;

/// <summary>What to train, and where it is kept.</summary>
/// <param name="Network">Backbone, module, sharing, classes.</param>
/// <param name="Recipe">How.</param>
/// <param name="Modules">The blocks that have a module: all for a supernet, those of its scheme for a stand-alone network.</param>
/// <param name="Beta">Probability of each connection in each iteration (Alg. 1); null trains <paramref name="Modules"/> itself.</param>
/// <param name="Seed">Of weights, order, augmentation and schemes.</param>
/// <param name="Checkpoint">The safetensors file that is written after every epoch.</param>
/// <param name="Identity">A hash of all that decides the weights; a checkpoint of another identity is refused.</param>
/// <param name="TestEachEpoch">Measures the test accuracy of <paramref name="Modules"/> after every epoch.</param>
public sealed record TrainingJob(
    NetworkSpec Network, Recipe Recipe, Scheme Modules, double? Beta, ulong Seed, string Checkpoint, string Identity, bool TestEachEpoch = false);

/// <summary>An epoch that is completed; kept with the checkpoint.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Loss">Mean over its iterations.</param>
/// <param name="Accuracy">On the test images after it, in percent; null if it was not asked for.</param>
public sealed record EpochRecord(int Epoch, double Rate, double Loss, double? Accuracy);

/// <param name="Epoch">Epochs completed.</param>
/// <param name="Iteration">Iterations of the epoch under way that are completed.</param>
/// <param name="Loss">Mean loss of the iterations of this epoch.</param>
/// <param name="ImagesPerSecond">Since training started or resumed in this process.</param>
/// <param name="Accuracy">On the test images after the last epoch, in percent, if it is measured.</param>
public sealed record TrainingStatus(int Epoch, int Epochs, int Iteration, int Iterations, double Loss, double ImagesPerSecond, double SecondsLeft, double? Accuracy)
{
    public double Fraction => Epoch >= Epochs ? 1 : (Epoch + (double)Iteration / Iterations) / Epochs;
}
