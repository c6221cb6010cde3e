using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>Which images, by the names of the run spec.</summary>
[GenerateSerializer, Immutable]
public sealed record DataMessage(string Dataset, string? Data, int? Classes, int? ValidationPerClass, long Seed);

/// <summary>What is known of a data set once it is loaded.</summary>
/// <param name="ImageSize">Height and width of what a network sees.</param>
/// <param name="Hash">SHA-256 of the split's manifest.</param>
[GenerateSerializer, Immutable]
public sealed record DataFacts(int Classes, int Train, int Validation, int Test, int ImageSize, string Hash);

/// <summary>Everything that changes a supernet's evaluations; its hash is the supernet's id.</summary>
/// <param name="EvaluationBatch">Images that are evaluated at a time, so that they fit into the memory.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetSpec(
    DataMessage Data, string DataHash, string Backbone, string Module, string Sharing, double Beta,
    int? Epochs, int BatchSize, double LearningRate, long Seed, int EvaluationVersion, int EvaluationBatch, string Device, int Threads);

/// <param name="Fraction">Of the whole training, 0..1.</param>
/// <param name="Epoch">Epochs completed.</param>
[GenerateSerializer, Immutable]
public sealed record TrainingProgress(double Fraction, int Epoch, int Epochs, double Loss, double ImagesPerSecond, double SecondsLeft);

/// <summary>What a device counted.</summary>
/// <param name="Correct">Correctly classified validation images.</param>
/// <param name="Images">Validation images.</param>
/// <param name="Seconds">What a device took for it, when it was evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Count(Scheme Scheme, int Correct, int Images, double Seconds);
