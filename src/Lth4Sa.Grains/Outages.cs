using Lth4Sa.Contracts.Steps;
using Lth4Sa.Storage;
using Orleans.Storage;

namespace Lth4Sa.Grains;

/// <summary>What keeps a run from going on without being its own fault: it is tried again until it is over.</summary>
internal static class Outages
{
    /// <summary>
    /// Whether the storage or a grain could not be reached, or somebody else took over. Orleans cancels calls, and aborts
    /// streams, when silos and activations come and go.
    /// </summary>
    public static bool Is(Exception exception) => exception is StorageUnavailableException or StepRefusedException or InconsistentStateException
        or TimeoutException or OrleansException or EnumerationAbortedException or DeviceLostException or OperationCanceledException;
}

/// <summary>A device slot is gone, or does not answer.</summary>
[GenerateSerializer]
public sealed class DeviceLostException(string message) : Exception(message);
