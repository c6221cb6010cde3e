using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;

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

/// <summary>One device slot. Key: silo/device/slot. Tensors live on the slot's own thread; jobs wait for each other there.</summary>
public interface IEvaluatorGrain : IGrainWithStringKey
{
    /// <exception cref="InvalidDataException">A file of the data set is missing, truncated or mislabelled.</exception>
    [ResponseTimeout("01:00:00")]
    Task<DataFacts> Describe(DataMessage data);

    IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default);

    [ResponseTimeout("06:00:00")]
    Task<Evaluation[]> Evaluate(string id, SupernetSpec spec, string[] schemes);

    IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default);

    [ResponseTimeout("01:00:00")]
    Task<TestResult> Test(NetworkRequest request);

    /// <summary>Measures all networks in turn, the original first (Eq. 7).</summary>
    IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default);

    /// <summary>Writes the weights of a trained network to a safetensors file in the run's folder.</summary>
    [ResponseTimeout("00:10:00")]
    Task Export(NetworkRequest request, string fileName, Dictionary<string, string> metadata);
}
