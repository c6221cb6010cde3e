using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search.Schemes;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IEvaluatorGrain"/>
/// <remarks>The grain passes jobs on to the slot and measures them.</remarks>
[Reentrant, SlotPlacement]
public sealed class EvaluatorGrain(IDeviceSlots slots, TimeProvider time, SiloMeters meters) : Grain, IEvaluatorGrain
{
    private SlotMeter meter = null!;

    private IEvaluator Slot => slots.Get(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        meter = meters.Slot(this.GetPrimaryKeyString(), () => Slot.LoadedBytes);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Slot.UnloadAsync();

    public Task<DataFacts> Describe(DataMessage data) => MeasureAsync("describe", Slot.Describe(data));

    public IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken = default) =>
        TrainAsync("supernet", Slot.TrainSupernet(id, spec, cancellationToken), cancellationToken);

    public IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken = default) =>
        TrainAsync("network", Slot.TrainNetwork(request, cancellationToken), cancellationToken);

    public async Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes)
    {
        using var span = Lth4SaMetrics.Tracing.StartActivity("evaluate");
        span?.AddTag("lth4sa.slot", this.GetPrimaryKeyString()).AddTag("lth4sa.supernet", id).AddTag("lth4sa.schemes", schemes.Length);
        return await MeasureAsync("evaluate", Slot.Evaluate(id, spec, schemes));
    }

    public IAsyncEnumerable<ScreeningProgress> Screen(
        string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken = default) =>
        MeasureAsync("screen", Slot.Screen(id, spec, schemes, keep, confidence, cancellationToken), cancellationToken);

    public IAsyncEnumerable<GuidanceProgress> Guide(
        string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken = default) =>
        MeasureAsync("guide", Slot.Guide(id, spec, request, cancellationToken), cancellationToken);

    public Task<TestResult> Test(NetworkRequest request) => MeasureAsync("test", Slot.Test(request));

    public IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, CancellationToken cancellationToken = default) =>
        MeasureAsync("measure", Slot.Measure(requests, rounds, cancellationToken), cancellationToken);

    public Task Export(NetworkRequest request, Dictionary<string, string> metadata) => Slot.Export(request, metadata);

    private async Task<T> MeasureAsync<T>(string job, Task<T> work)
    {
        var started = Begin();
        try
        {
            return await work;
        }
        finally
        {
            meter.End(job, time.GetElapsedTime(started).TotalSeconds);
        }
    }

    private async IAsyncEnumerable<T> MeasureAsync<T>(
        string job, IAsyncEnumerable<T> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = Begin();
        try
        {
            await foreach (var report in work.WithCancellation(cancellationToken))
            {
                yield return report;
            }
        }
        finally
        {
            meter.End(job, time.GetElapsedTime(started).TotalSeconds);
        }
    }

    private async IAsyncEnumerable<TrainingProgress> TrainAsync(
        string kind, IAsyncEnumerable<TrainingProgress> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var span = Lth4SaMetrics.Tracing.StartActivity("train " + kind);
        var (seen, last) = (0.0, time.GetTimestamp());
        try
        {
            await foreach (var progress in MeasureAsync("train", work, cancellationToken))
            {
                // Reports may be skipped: the number of images since the last one follows from the speed.
                seen += progress.ImagesPerSecond * time.GetElapsedTime(last).TotalSeconds;
                last = time.GetTimestamp();
                Lth4SaMetrics.TrainingImages.Add((long)seen, meter.Tag, new("network", kind));
                seen -= Math.Floor(seen);
                meter.Training = new TrainingNow(kind, progress);
                yield return progress;
            }
        }
        finally
        {
            meter.Training = null;
        }
    }

    private long Begin()
    {
        meter.Begin();
        return time.GetTimestamp();
    }
}
