using Orleans.Placement;

namespace Lth4Sa.Grains.Devices;

/// <summary>Marks a grain that <see cref="SlotPlacement"/> places.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlotPlacementAttribute() : PlacementAttribute(new SlotPlacement());
