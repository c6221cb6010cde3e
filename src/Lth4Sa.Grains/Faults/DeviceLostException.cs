namespace Lth4Sa.Grains.Faults;

/// <summary>Thrown when a device slot is gone or does not answer.</summary>
[GenerateSerializer]
public sealed class DeviceLostException(string message) : Exception(message);
