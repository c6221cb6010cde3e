using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Jobs;

namespace Lth4Sa.Grains.Devices;

/// <summary>A device slot that runs networks by TorchSharp, on a thread of its own.</summary>
internal sealed class TorchEvaluator(SlotResources slot) : IEvaluator
{
    private readonly JobRunners runners = new(slot);

    public long LoadedBytes => slot.Supernets.Bytes;

    public IAsyncEnumerable<TReport> Run<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken) =>
        runners.Run(job, cancellationToken);

    public Task UnloadAsync() => slot.Slot.RunAsync(() =>
    {
        slot.Supernets.Clear();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await UnloadAsync();
        slot.Slot.Dispose();
    }
}
