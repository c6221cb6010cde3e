using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Supernets;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IEvaluatorGrain"/>
[Reentrant]
public sealed class EvaluatorGrain(IDeviceSlots slots) : Grain, IEvaluatorGrain
{
    private IEvaluator Slot => slots.Get(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Slot.UnloadAsync();

    public Task<DataFacts> Describe(DataMessage data) => Slot.Describe(data);

    public IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default) =>
        Slot.TrainSupernet(id, spec, cancellationToken);

    public IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default) =>
        Slot.TrainNetwork(request, cancellationToken);

    public Task<Count[]> Evaluate(string id, SupernetSpec spec, string[] schemes) => Slot.Evaluate(id, spec, schemes);

    public IAsyncEnumerable<ScreeningProgress> Screen(string id, SupernetSpec spec, string[] schemes, int keep, double confidence, CancellationToken cancellationToken = default) =>
        Slot.Screen(id, spec, schemes, keep, confidence, cancellationToken);

    public IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken = default) =>
        Slot.Guide(id, spec, request, cancellationToken);

    public Task<TestResult> Test(NetworkRequest request) => Slot.Test(request);

    public IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default) =>
        Slot.Measure(requests, rounds, cancellationToken);

    public Task Export(NetworkRequest request, string fileName, Dictionary<string, string> metadata) => Slot.Export(request, fileName, metadata);
}
