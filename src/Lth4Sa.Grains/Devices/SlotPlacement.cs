namespace Lth4Sa.Grains.Devices;

/// <summary>Places an evaluator in the silo that has its device slot; the key of the evaluator begins with the name of the silo.</summary>
[Serializable, GenerateSerializer, Immutable]
public sealed class SlotPlacement : PlacementStrategy;
