using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Contracts.Networks;

/// <summary>
/// One network that is trained from scratch and tested once, for all runs that ask for it. Key: network id. Training goes on from its
/// last checkpoint.
/// </summary>
public interface INetworkGrain : IGrainWithStringKey
{
    /// <summary>
    /// Trains and tests the network, or joins the training that is under way. Where the caller that has the training leaves, one of those
    /// that joined goes on from the last checkpoint. A network that is trained already answers at once.
    /// </summary>
    /// <param name="request">What the key is the id of.</param>
    /// <param name="account">The account that device time is charged to while this caller has the training.</param>
    /// <param name="cancellationToken">Leaves the training.</param>
    /// <returns>The progress; the last report, and no other, has the result, which is stored by then.</returns>
    /// <exception cref="InvalidDataException">A file that is needed is missing, truncated, mislabelled or has changed.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="EnumerationAbortedException">The grain or the slot was lost: it can be asked again.</exception>
    IAsyncEnumerable<NetworkProgress> Train(
        NetworkRequest request, DeviceShare? account, CancellationToken cancellationToken = default);
}
