using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Devices;

/// <summary>A network to train from scratch.</summary>
/// <param name="Name">Of its file, and for people.</param>
/// <param name="Folder">Run id: the folder of its checkpoint.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkRequest(
    string Name, string Folder, DataMessage Data, string DataHash, string Backbone, string Module, string Sharing, string Scheme,
    int? Epochs, int BatchSize, double LearningRate, long Seed);

/// <param name="Accuracy">On the test images, in percent.</param>
[GenerateSerializer, Immutable]
public sealed record TestResult(long Parameters, double Accuracy);

/// <param name="Times">Of each network, once all rounds are done; null before.</param>
[GenerateSerializer, Immutable]
public sealed record TimingProgress(int Round, int Rounds, ForwardTime[]? Times);

/// <summary>What a strategy wants to know of a trained supernet before it searches.</summary>
/// <param name="Strategy">darts, l1 or gm.</param>
/// <param name="Run">Run id: names the checkpoint.</param>
/// <param name="Steps">Rows of gates to make.</param>
/// <param name="Rate">Learning rate of the gates.</param>
/// <param name="BatchSize">Images of each training and validation batch.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceRequest(string Strategy, string Run, int Steps, double Rate, int BatchSize, long Seed);

/// <param name="Rows">Once it is done: one row of scores, or the gates after each step; null before.</param>
/// <param name="Images">Forwarded so far.</param>
/// <param name="Seconds">Of the device so far.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceProgress(int Step, int Steps, double[][]? Rows, long Images, double Seconds);

/// <summary>One device slot. Key: silo/device/slot. Tensors live on the slot's own thread; jobs wait for each other there.</summary>
public interface IEvaluatorGrain : IGrainWithStringKey
{
    /// <exception cref="InvalidDataException">A file of the data set is missing, truncated or mislabelled.</exception>
    [ResponseTimeout("01:00:00")]
    Task<DataFacts> Describe(DataMessage data);

    IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default);

    [ResponseTimeout("06:00:00")]
    Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes);

    /// <summary>Screens schemes on more and more of the validation images; one report for each round.</summary>
    IAsyncEnumerable<ScreeningProgress> Screen(string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken = default);

    /// <summary>Goes on from its last checkpoint.</summary>
    IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken = default);

    IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default);

    [ResponseTimeout("01:00:00")]
    Task<TestResult> Test(NetworkRequest request);

    /// <summary>Measures all networks in turn, the original first (Eq. 7).</summary>
    IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights of a trained network, and no more, to the run's <c>ticket.safetensors</c>.</summary>
    [ResponseTimeout("00:10:00")]
    Task Export(NetworkRequest request, Dictionary<string, string> metadata);
}
