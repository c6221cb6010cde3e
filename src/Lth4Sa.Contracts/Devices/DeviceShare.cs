namespace Lth4Sa.Contracts.Devices;

/// <summary>The account that device time is charged to; groups share the devices in proportion to their weights.</summary>
/// <param name="Group">The name of the sweep; empty for work that belongs to none.</param>
/// <param name="Weight">The share of the group against others; above 0, default 1.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceShare(string Group, double Weight)
{
    /// <summary>The account of work that belongs to no sweep.</summary>
    public static DeviceShare Default { get; } = new("", 1);
}
