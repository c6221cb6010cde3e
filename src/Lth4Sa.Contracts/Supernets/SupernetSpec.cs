using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>The images of a run, by the names of the run spec.</summary>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Data">The folder of its files; null for a data set that needs none.</param>
/// <param name="Classes">The number of classes to take, the first ones; null takes all.</param>
/// <param name="ValidationPerClass">The number of held-out training images of each class; null is a fifth.</param>
/// <param name="Seed">The seed of the split.</param>
[GenerateSerializer, Immutable]
public sealed record DataMessage(string Dataset, string? Data, int? Classes, int? ValidationPerClass, long Seed);

/// <summary>The facts about a data set that is loaded.</summary>
/// <param name="Classes">The number of classes.</param>
/// <param name="Train">The number of training images.</param>
/// <param name="Validation">The number of validation images.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="ImageSize">The height and width of the images that a network gets, in pixels.</param>
/// <param name="Hash">The SHA-256 of the split's manifest.</param>
[GenerateSerializer, Immutable]
public sealed record DataFacts(int Classes, int Train, int Validation, int Test, int ImageSize, string Hash);

/// <summary>Everything that changes a supernet's evaluations; its hash is the supernet's id.</summary>
/// <param name="Data">The images.</param>
/// <param name="DataHash">The SHA-256 of the split's manifest, which the images must have.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Beta">The probability of a connection in a training iteration, in (0, 1].</param>
/// <param name="Epochs">The number of epochs; null is the number of the paper for this backbone.</param>
/// <param name="BatchSize">The number of images of a training iteration.</param>
/// <param name="LearningRate">The initial learning rate.</param>
/// <param name="Seed">The seed of weights, batches and connections.</param>
/// <param name="EvaluationVersion">The version of the arithmetic of evaluations.</param>
/// <param name="EvaluationBatch">The number of images that are evaluated at a time, so that they fit into the memory.</param>
/// <param name="Device">The device: cpu, cuda or cuda:N.</param>
/// <param name="Threads">The number of CPU threads of an operator; 0 is all cores.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetSpec(
    DataMessage Data, string DataHash, string Backbone, string Module, string Sharing, double Beta,
    int? Epochs, int BatchSize, double LearningRate, long Seed, int EvaluationVersion, int EvaluationBatch, string Device, int Threads);

/// <summary>The progress of a training.</summary>
/// <param name="Fraction">The part of the whole training that is done, in 0..1.</param>
/// <param name="Epoch">The number of completed epochs.</param>
/// <param name="Epochs">The number of epochs in all.</param>
/// <param name="Loss">The mean loss of the iterations of this epoch.</param>
/// <param name="ImagesPerSecond">The speed, in images per second.</param>
/// <param name="SecondsLeft">The time that the training still takes, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record TrainingProgress(double Fraction, int Epoch, int Epochs, double Loss, double ImagesPerSecond, double SecondsLeft);

/// <summary>The correct answers of one scheme, as a device counted them.</summary>
/// <param name="Scheme">The scheme: one digit, 0 or 1, for each block.</param>
/// <param name="Correct">The number of correctly classified validation images.</param>
/// <param name="Images">The number of validation images.</param>
/// <param name="Seconds">The device time of the evaluation, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record Count(Scheme Scheme, int Correct, int Images, double Seconds);
