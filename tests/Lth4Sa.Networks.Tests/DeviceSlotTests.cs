using Lth4Sa.Networks.Devices;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class DeviceSlotTests
{
    [Fact]
    public async Task Threads_AnotherSlotWithFewerBeforeTheFirstOperator_StayTheSlotsOwn()
    {
        using var two = new DeviceSlot("cpu", 2);
        Assert.True(await two.RunAsync(() => true));
        using var one = new DeviceSlot("cpu", 1);
        Assert.Equal(1, await one.RunAsync(get_num_threads));
        Assert.Equal(2, await two.RunAsync(get_num_threads));
    }

    [Fact]
    public async Task Job_ThatWantsMoreMemoryThanThereIs_FailsAndLeavesTheSlotToTheNext()
    {
        using var slot = new DeviceSlot("cpu", 2);
        var error = await Assert.ThrowsAsync<InsufficientMemoryException>(() => slot.RunAsync(() => zeros(1L << 50).sum().item<float>()));
        Assert.StartsWith("The device cpu has not enough memory for this job:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(3, await slot.RunAsync(() => ones(3).sum().item<float>()));
    }

    [Fact]
    public async Task Job_WhoseCallerLeavesWhileItWaitsForItsTurn_IsNotRun()
    {
        using var slot = new DeviceSlot("cpu", 1);
        using var before = new ManualResetEventSlim();
        using var caller = new CancellationTokenSource();
        var first = slot.RunAsync(() =>
        {
            before.Wait();
            return true;
        });
        var ran = false;
        var reports = JobStream.Run<int>(slot, (_, _) => ran = true, caller.Token).ToArrayAsync().AsTask();
        await caller.CancelAsync();
        before.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reports);
        Assert.True(await first);
        Assert.False(ran);
    }
}
