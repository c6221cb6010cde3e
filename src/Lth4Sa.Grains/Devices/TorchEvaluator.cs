using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Jobs;

namespace Lth4Sa.Grains.Devices;

/// <summary>A device slot that runs networks by TorchSharp, on a thread of its own.</summary>
internal sealed class TorchEvaluator(SlotResources resources) : IEvaluator
{
    private readonly JobRunners runners = new(resources);

    public long LoadedBytes => resources.Supernets.Bytes;

    public IAsyncEnumerable<TReport> Stream<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken) =>
        runners.Run(job, cancellationToken);

    public Task UnloadAsync() => resources.Slot.RunAsync(() =>
    {
        resources.Supernets.Clear();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await UnloadAsync();
        resources.Slot.Dispose();
    }
}
