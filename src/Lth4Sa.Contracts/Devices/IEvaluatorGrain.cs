using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Devices;

/// <summary>A network to train from scratch.</summary>
/// <param name="Name">The name of the network, in messages and of its file.</param>
/// <param name="Folder">The folder of the checkpoint: the run id.</param>
/// <param name="Data">The images.</param>
/// <param name="DataHash">The SHA-256 of the split's manifest, which the images must have.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Scheme">The scheme: one digit, 0 or 1, for each block.</param>
/// <param name="Epochs">The number of epochs; null is the number of the paper for this backbone.</param>
/// <param name="BatchSize">The number of images of a training iteration.</param>
/// <param name="LearningRate">The initial learning rate.</param>
/// <param name="Seed">The seed of weights and batches.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkRequest(
    string Name, string Folder, DataMessage Data, string DataHash, string Backbone, string Module, string Sharing, string Scheme,
    int? Epochs, int BatchSize, double LearningRate, long Seed);

/// <summary>The result of a network on the test images.</summary>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Accuracy">The accuracy on the test images, in percent.</param>
[GenerateSerializer, Immutable]
public sealed record TestResult(long Parameters, double Accuracy);

/// <summary>The progress of a time measurement.</summary>
/// <param name="Round">The number of rounds that are done.</param>
/// <param name="Rounds">The number of rounds in all.</param>
/// <param name="Times">The times of each network once all rounds are done; null before.</param>
[GenerateSerializer, Immutable]
public sealed record TimingProgress(int Round, int Rounds, ForwardTime[]? Times);

/// <summary>A request for what a guided strategy needs of a trained supernet before it searches.</summary>
/// <param name="Strategy">The strategy: darts, l1 or gm.</param>
/// <param name="Run">The run id, which names the checkpoint of the gates.</param>
/// <param name="Steps">The number of training steps of the gates, and of rows of the answer, with darts.</param>
/// <param name="Rate">The learning rate of the gates.</param>
/// <param name="BatchSize">The number of images of each training and validation batch.</param>
/// <param name="Seed">The seed of the batches.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceRequest(string Strategy, string Run, int Steps, double Rate, int BatchSize, long Seed);

/// <summary>The progress of a <see cref="GuidanceRequest"/>.</summary>
/// <param name="Step">The number of steps that are done.</param>
/// <param name="Steps">The number of steps in all.</param>
/// <param name="Rows">The answer once all steps are done: one row of scores, or the gates after each step; null before.</param>
/// <param name="Images">The number of images forwarded so far.</param>
/// <param name="Seconds">The device time so far, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceProgress(int Step, int Steps, double[][]? Rows, long Images, double Seconds);

/// <summary>One device slot. Key: silo/device/slot. Its jobs run one after the other, on one thread that has all tensors.</summary>
public interface IEvaluatorGrain : IGrainWithStringKey
{
    /// <summary>Loads the images and describes them.</summary>
    /// <exception cref="InvalidDataException">A file of the data set is missing, truncated or mislabelled.</exception>
    [ResponseTimeout("01:00:00")]
    Task<DataFacts> Describe(DataMessage data);

    /// <summary>Trains a supernet from its last checkpoint to the end.</summary>
    IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Counts the validation images that a supernet classifies correctly with each scheme.</summary>
    [ResponseTimeout("06:00:00")]
    Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes);

    /// <summary>Screens schemes on a growing number of validation images; one report for each round.</summary>
    IAsyncEnumerable<ScreeningProgress> Screen(
        string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken = default);

    /// <summary>Computes what a guided strategy needs; the gates of darts go on from their last checkpoint.</summary>
    IAsyncEnumerable<GuidanceProgress> Guide(
        string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Trains a network from scratch, or from its last checkpoint, to the end.</summary>
    IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures a trained network on the test images.</summary>
    [ResponseTimeout("01:00:00")]
    Task<TestResult> Test(NetworkRequest request);

    /// <summary>Measures the inference times of all networks in turn, the original first (Eq. 7).</summary>
    IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights of a trained network, without its training state, to the run's <c>ticket.safetensors</c>.</summary>
    [ResponseTimeout("00:10:00")]
    Task Export(NetworkRequest request, Dictionary<string, string> metadata);
}
