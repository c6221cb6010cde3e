using Lth4Sa.Grains.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lth4Sa.Silo.Telemetry;

/// <summary>Metrics for Prometheus at <c>/metrics</c>, and metrics and traces by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal static class TelemetryExtensions
{
    /// <summary>The most series of an instrument: connections of the runs shown, 32 times 64 blocks, and a rest.</summary>
    private const int MostSeries = 2500;

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder, string silo)
    {
        var exports = !string.IsNullOrEmpty(builder.Configuration[Endpoint]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("lth4sa", serviceInstanceId: silo))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Lth4SaMetrics.Name, "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                    .AddView(instrument => new MetricStreamConfiguration { CardinalityLimit = MostSeries })
                    .AddPrometheusExporter();
                if (exports)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (exports)
        {
            telemetry.WithTracing(traces => traces.AddSource(Lth4SaMetrics.Name, "Microsoft.AspNetCore", "Microsoft.Orleans.Application").AddOtlpExporter());
        }
    }
}
