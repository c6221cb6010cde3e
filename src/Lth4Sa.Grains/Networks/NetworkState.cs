using Lth4Sa.Contracts.Networks;

namespace Lth4Sa.Grains.Networks;

/// <summary>The stored state of a network that is trained from scratch. Its weights are in its checkpoint.</summary>
public sealed class NetworkState
{
    /// <summary>The request that was answered; null before.</summary>
    public NetworkRequest? Request { get; set; }

    /// <summary>The result on the test images; null before the training has ended.</summary>
    public TestResult? Result { get; set; }
}
