using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Grains.Tests;

/// <summary>Slots that a test holds itself, so that grains wait for them.</summary>
internal static class HeldSlots
{
    /// <summary>Takes a free slot and begins to hold it.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="share">The account that it is charged to; a test takes one slot for each at most.</param>
    public static async Task<Lease> TakeAsync(this IDevicePoolGrain pool, DeviceShare share)
    {
        var lease = (await pool.Acquire(new SlotRequest($"test of {share.Group}", "test", SiloAddress.Zero, "", share)))!;
        Assert.True(await pool.Renew(lease));
        return lease;
    }
}
