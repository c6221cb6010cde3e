using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Devices;

/// <summary>What a device slot does, behind <see cref="IEvaluatorGrain"/>, which says what each method is for.</summary>
public interface IEvaluator : IAsyncDisposable
{
    Task<DataFacts> Describe(DataMessage data);

    IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken);

    Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes);

    IAsyncEnumerable<ScreeningProgress> Screen(string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken);

    IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken);

    IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken);

    Task<TestResult> Test(NetworkRequest request);

    IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken);

    Task Export(NetworkRequest request, Dictionary<string, string> metadata);

    /// <summary>Weights of the supernets that are loaded.</summary>
    long LoadedBytes { get; }

    /// <summary>Frees the memory of what is loaded.</summary>
    Task UnloadAsync();
}

/// <summary>The device slots of this silo.</summary>
public interface IDeviceSlots
{
    /// <summary>silo/device/slot.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <exception cref="ArgumentException">This silo has no such slot.</exception>
    IEvaluator Get(string key);
}
