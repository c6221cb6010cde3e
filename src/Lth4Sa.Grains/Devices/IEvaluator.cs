using Lth4Sa.Contracts.Evaluators;

namespace Lth4Sa.Grains.Devices;

/// <summary>A device slot, behind <see cref="IEvaluatorGrain"/>, which is its address in the cluster.</summary>
public interface IEvaluator : IAsyncDisposable
{
    /// <summary>The memory of the weights of all loaded supernets, in bytes.</summary>
    long LoadedBytes { get; }

    /// <inheritdoc cref="IEvaluatorGrain.Stream"/>
    IAsyncEnumerable<TReport> Stream<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken);

    /// <summary>Unloads all supernets and frees their memory.</summary>
    Task UnloadAsync();
}
