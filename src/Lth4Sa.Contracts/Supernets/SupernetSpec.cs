using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>Everything that changes a supernet's evaluations; its hash is the supernet's id.</summary>
/// <param name="Data">The images.</param>
/// <param name="DataHash">The SHA-256 of the split's manifest, which the images must have.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Beta">The probability of a connection in a training iteration, in (0, 1].</param>
/// <param name="Recipe">The recipe of the training.</param>
/// <param name="Sampling">How the schemes of the iterations are drawn: bernoulli, fair or sandwich.</param>
/// <param name="UnusedModules">What modules that an iteration leaves out do in it: decay or freeze.</param>
/// <param name="Seed">The seed of weights, batches and connections.</param>
/// <param name="EvaluationVersion">The version of the arithmetic of evaluations.</param>
/// <param name="EvaluationBatch">The number of images that are evaluated at a time, so that they fit into the memory.</param>
/// <param name="Recalibrate">
/// The number of training images from which the batch-norm statistics of each scheme are computed before it is evaluated; 0 keeps those
/// of the training.
/// </param>
/// <param name="RecalibrationBatch">
/// The most images of a batch of the recalibration, so that they fit into the memory; 0 without one.
/// </param>
/// <param name="Device">The device: cpu, cuda or cuda:N.</param>
/// <param name="Threads">The number of CPU threads of an operator; 0 is all cores.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetSpec(
    DataSpec Data, string DataHash, string Backbone, string Module, string Sharing, double Beta, RecipeOptions Recipe, string Sampling,
    string UnusedModules, long Seed, int EvaluationVersion, int EvaluationBatch, int Recalibrate, int RecalibrationBatch,
    string Device, int Threads);
