using Microsoft.Extensions.Hosting;

namespace Lth4Sa.Simulation.Silos;

/// <summary>Simulated silos end without warning, and never stop in order.</summary>
internal sealed class SimulatedHostLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException("Nothing of the product stops its silo.");
}
