using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>Those of Orleans' own metrics that tell how many grains are in memory, under its names.</summary>
internal sealed class SiloInstruments : IDisposable
{
    private readonly Meter meter = new("Microsoft.Orleans");
    private readonly UpDownCounter<int> grains;

    public SiloInstruments(Func<int> activations)
    {
        meter.CreateObservableGauge("orleans-catalog-activations", activations);
        grains = meter.CreateUpDownCounter<int>("orleans-grains");
    }

    public void Count(Type grainClass, int change) => grains.Add(change, new KeyValuePair<string, object?>("type", grainClass.FullName));

    public void Dispose() => meter.Dispose();
}
