using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Storage;
using Orleans.Storage;

namespace Lth4Sa.Grains.Runs;

/// <summary>Tells outages, after which a run is tried again for any length of time, from failures of the run itself.</summary>
internal static class Outages
{
    /// <summary>
    /// Says whether an exception means that the storage or a grain could not be reached, or that another activation took over.
    /// Orleans cancels calls and aborts streams when silos and activations come and go.
    /// </summary>
    public static bool Is(Exception exception) => exception
        is StorageUnavailableException or StepRefusedException or InconsistentStateException
        or TimeoutException or OrleansException or EnumerationAbortedException or DeviceLostException or OperationCanceledException;
}
