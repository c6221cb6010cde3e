using Lth4Sa.Grains.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lth4Sa.Silo.Telemetry;

/// <summary>
/// Metrics for Prometheus at <c>/metrics</c>, and metrics and traces by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a
/// collector.
/// </summary>
internal static class TelemetryExtensions
{
    /// <summary>The maximum number of series of an instrument: the connections of the runs shown, 32 times 64 blocks, and a rest.</summary>
    private const int MaxSeries = 2500;

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        [Lth4SaMetrics.Name, "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private static readonly string[] Sources = [Lth4SaMetrics.Name, "Microsoft.AspNetCore", "Microsoft.Orleans.Application"];

    /// <summary>Adds metrics, and traces if a collector is configured.</summary>
    /// <param name="builder">The silo's host.</param>
    /// <param name="silo">The name of the silo, which tells its series from those of others.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string silo)
    {
        var exports = !string.IsNullOrEmpty(builder.Configuration[Endpoint]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("lth4sa", serviceInstanceId: silo))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters)
                    .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MaxSeries })
                    .AddPrometheusExporter();
                if (exports)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (exports)
        {
            telemetry.WithTracing(traces => traces.AddSource(Sources).AddOtlpExporter());
        }
    }
}
