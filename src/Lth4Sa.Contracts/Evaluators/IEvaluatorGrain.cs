using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Evaluators;

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
