using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Training;
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

    public Task<TReport> Run<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken = default) =>
        Stream(job, cancellationToken).LastAsync(cancellationToken).AsTask();

    public async IAsyncEnumerable<TReport> Stream<TReport>(
        DeviceJob<TReport> job, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var network = NetworkOf(job);
        using var span = Lth4SaMetrics.Tracing.StartActivity(network is null ? job.Kind : $"{job.Kind} {network}");
        span?.AddTag("lth4sa.slot", this.GetPrimaryKeyString());
        if ((object)job is EvaluationJob evaluation)
        {
            span?.AddTag("lth4sa.supernet", evaluation.Id).AddTag("lth4sa.schemes", evaluation.Schemes.Length);
        }

        var trained = new TrainedImages(time);
        var started = time.GetTimestamp();
        meter.Begin();
        try
        {
            await foreach (var report in Slot.Stream(job, cancellationToken))
            {
                if (report is TrainingProgress progress)
                {
                    Lth4SaMetrics.TrainingImages.Add(trained.Since(progress), meter.Tag, new("network", network));
                    meter.Training = new TrainingNow(network!, progress);
                }

                yield return report;
            }
        }
        finally
        {
            if (network is not null)
            {
                meter.Training = null;
            }

            meter.End(job.Kind, time.GetElapsedTime(started).TotalSeconds);
        }
    }

    // The kind of the network that a job trains; null for other jobs.
    private static string? NetworkOf(object job) => job switch
    {
        SupernetTrainingJob => "supernet",
        NetworkTrainingJob => "network",
        _ => null,
    };
}
