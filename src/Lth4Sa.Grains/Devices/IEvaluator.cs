using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Devices;

/// <summary>The work of a device slot, behind <see cref="IEvaluatorGrain"/>, which describes each method.</summary>
public interface IEvaluator : IAsyncDisposable
{
    Task<DataFacts> Describe(DataMessage data);

    IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken);

    Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes);

    IAsyncEnumerable<ScreeningProgress> Screen(
        string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken);

    IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken);

    IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken);

    Task<TestResult> Test(NetworkRequest request);

    IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken);

    Task Export(NetworkRequest request, Dictionary<string, string> metadata);

    /// <summary>The memory of the weights of all loaded supernets, in bytes.</summary>
    long LoadedBytes { get; }

    /// <summary>Unloads all supernets and frees their memory.</summary>
    Task UnloadAsync();
}
