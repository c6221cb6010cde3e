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
}
