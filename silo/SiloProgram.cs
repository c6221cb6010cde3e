using Lth4Sa.Contracts.Errors;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Silo.Dashboard;
using Lth4Sa.Silo.Endpoints;
using Lth4Sa.Silo.Health;
using Lth4Sa.Silo.Hosting;
using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;
using Lth4Sa.Silo.Telemetry;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo;

/// <summary>A silo on its own: the grains, the HTTP API, metrics and health, until it is told to stop.</summary>
public static class SiloProgram
{
    private const int BadConfiguration = 2;

    /// <summary>Runs a silo until it is told to stop.</summary>
    /// <returns>0, or 2 when the configuration has errors, which are printed.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken stop = default)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync(stop);
            return 0;
        }
        catch (Exception wrong) when (wrong is SpecException or OptionsValidationException or OrleansConfigurationException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return BadConfiguration;
        }
        catch (OperationCanceledException)
        {
            // It was told to stop before it had started.
            return 0;
        }
    }

    /// <summary>Composes a silo that has not started yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="log">The only log; null stands for the usual ones.</param>
    /// <param name="metered">Whether calls are measured and metrics are kept: a benchmark wants to know what that costs.</param>
    /// <exception cref="SpecException">The configuration has errors; the message names all of them.</exception>
    public static WebApplication Build(string[] args, ILoggerProvider? log = null, bool metered = true)
    {
        ProcessExtensions.ReserveThreads();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = CommandLine.WithSections(args),
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (log is not null)
        {
            builder.Logging.ClearProviders().AddProvider(log);
        }

        var settings = builder.AddSiloSettings();
        AddServices(builder, settings, metered);
        var app = builder.Build();
        Map(app, settings, metered);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, SiloSettings settings, bool metered)
    {
        var datasets = settings.MakeDatasetsFolder();
        builder.AddProcessLimits(settings);
        builder.AddSilo(settings.ToGrainOptions(metered), settings);
        if (metered)
        {
            builder.AddTelemetry(settings.Name);
        }

        builder.Services
            .AddApiKeys(settings)
            .AddRateLimits(settings.MostRequestsPerSecond)
            .AddApi(datasets, settings.MostRuns)
            .AddSiloHealth();
    }

    private static void Map(WebApplication app, SiloSettings settings, bool metered)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        var endpoints = app.MapLimited();
        endpoints.MapSiloHealth();
        if (metered)
        {
            endpoints.MapPrometheusScrapingEndpoint();
        }

        endpoints.MapDashboard(settings);
        endpoints.MapApi();
        app.Lifetime.ApplicationStarted.Register(Lth4SaMetrics.Begin);
    }
}
