using Lth4Sa.Contracts.Steps;
using Lth4Sa.Search;
using Lth4Sa.Storage;
using Orleans.Storage;

namespace Lth4Sa.Grains.Faults;

/// <summary>Tells what becomes of a run that failed: after an outage it is tried again for any length of time.</summary>
internal static class Failures
{
    /// <summary>
    /// Says whether an exception means that the storage or a grain could not be reached, or that another activation took over.
    /// Orleans cancels calls and aborts streams when silos and activations come and go.
    /// </summary>
    public static bool IsOutage(Exception exception) => exception
        is StorageUnavailableException or StepRefusedException or InconsistentStateException
        or TimeoutException or OrleansException or EnumerationAbortedException or DeviceLostException or OperationCanceledException;

    /// <summary>
    /// Says whether another attempt would fail in the same way: a run computes the same numbers again. On a GPU, where sums are not always
    /// taken in the same order, that is likely and not certain, so a user may order another attempt.
    /// </summary>
    public static bool IsPermanent(Exception exception) => exception is NonFiniteException;
}
