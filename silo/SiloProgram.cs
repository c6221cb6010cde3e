using Lth4Sa.Contracts.Api;
using Lth4Sa.Grains;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Silo.Api;
using Lth4Sa.Silo.Health;
using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;
using Lth4Sa.Silo.Telemetry;
using Lth4Sa.Specs;
using Lth4Sa.Storage;

namespace Lth4Sa.Silo;

/// <summary>A silo on its own: the grains, the HTTP API, metrics and health, until it is told to stop.</summary>
public static class SiloProgram
{
    private const string DefaultUrl = "http://127.0.0.1:5180";

    private const int BadConfiguration = 2;

    private const string Ready = "ready";

    private const int ThreadsOfACore = 8;

    /// <summary>What a stop may take: steps under way commit, leases are given back.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(9);

    /// <summary>What a probe waits for a storage or a device pool that says nothing.</summary>
    private static readonly TimeSpan ReadinessTime = TimeSpan.FromSeconds(5);

    /// <returns>0, or 2 when the configuration has errors, which are printed.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken stop = default)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync(stop);
            return 0;
        }
        catch (Exception wrong) when (wrong is SpecException or OrleansConfigurationException)
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

    /// <param name="log">In place of the usual ones.</param>
    /// <param name="metered">Whether calls are measured and metrics are kept: a benchmark wants to know what that costs.</param>
    /// <exception cref="SpecException">The configuration has errors; all are named.</exception>
    public static WebApplication Build(string[] args, ILoggerProvider? log = null, bool metered = true)
    {
        // Searches take every thread that there is, one step after the other; requests find one of these.
        ThreadPool.SetMinThreads(Environment.ProcessorCount * ThreadsOfACore, Environment.ProcessorCount * ThreadsOfACore);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = Sectioned(args), ContentRootPath = AppContext.BaseDirectory });
        if (log is not null)
        {
            builder.Logging.ClearProviders().AddProvider(log);
        }

        var urls = Urls(builder);
        var options = Read(builder.Configuration, urls);
        var devices = DeviceSpec.Parse(options.Devices);
        var folder = Path.GetFullPath(options.Folder);
        var datasets = Path.GetFullPath(options.Datasets ?? Path.Combine(folder, "datasets"));
        Directory.CreateDirectory(datasets);
        var lth4Sa = new Lth4SaOptions
        {
            Folder = folder,
            SiloName = options.Name,
            Devices = devices,
            SupernetMemory = options.SupernetMemory,
            Threads = options.Threads > 0 ? options.Threads : DeviceSpec.ThreadsOfEach(devices),
            Blobs = options.Storage == "blobs" ? new BlobStorageOptions { ConnectionString = options.BlobConnectionString!, Container = options.BlobContainer } : null,
            Catalogued = true,
            Metered = metered,
        };

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = options.MostRequestBytes);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        builder.AddSilo(lth4Sa, options);
        if (metered)
        {
            builder.AddTelemetry(options.Name);
        }

        AddApi(builder, options, datasets);
        builder.Services.AddHealthChecks()
            .AddCheck<StorageCheck>("storage", failureStatus: null, [Ready], ReadinessTime)
            .AddCheck<DevicesCheck>("devices", failureStatus: null, [Ready], ReadinessTime);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<RateLimit>();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
        if (metered)
        {
            app.MapPrometheusScrapingEndpoint();
        }

        app.MapOpenApi();
        app.MapApi();
        app.Lifetime.ApplicationStarted.Register(Lth4SaMetrics.Begin);
        return app;
    }

    private static void AddApi(WebApplicationBuilder builder, SiloSettings options, string datasets)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new ApiKeys(ApiKeys.Read(options).Keys));
        builder.Services.AddSingleton<ILth4SaApi>(services => ActivatorUtilities.CreateInstance<Lth4SaApi>(services, SpecPaths.Under(datasets), options.MostRuns));
        builder.Services.AddExceptionHandler<ApiErrors>().AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails.Status == StatusCodes.Status415UnsupportedMediaType)
            {
                context.ProblemDetails.Detail = "Expected the header Content-Type: application/yaml or application/json.";
            }
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            ApiJson.Apply(json.SerializerOptions);
            // What a request lacks is named.
            (json.SerializerOptions.RespectRequiredConstructorParameters, json.SerializerOptions.RespectNullableAnnotations) = (true, true);
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddOpenApi();
    }

    private static SiloSettings Read(IConfiguration configuration, IReadOnlyList<string> urls)
    {
        SiloSettings options;
        try
        {
            options = configuration.GetSection(SiloSettings.Section).Get<SiloSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new SiloSettings();
        }
        catch (InvalidOperationException wrong)
        {
            throw new SpecException($"{SiloSettings.Section}: {wrong.Message}");
        }

        if (SiloSettingsValidator.Validate(options, urls) is { Count: > 0 } errors)
        {
            throw new SpecException(string.Join(Environment.NewLine, errors));
        }

        return options;
    }

    private static string[] Urls(WebApplicationBuilder builder)
    {
        string[] endpoints = [.. builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? "")];
        if (endpoints.Length > 0)
        {
            return endpoints;
        }

        var given = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        var urls = (string.IsNullOrWhiteSpace(given) ? DefaultUrl : given).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        builder.WebHost.UseUrls(urls);
        // A keyless silo answers to its own names only, whatever names a stranger's DNS gives to loopback.
        if (string.IsNullOrEmpty(builder.Configuration["AllowedHosts"]) && urls.All(u => !u.Contains('*') && !u.Contains('+') && SiloSettingsValidator.IsLoopback(new Uri(u).Host)))
        {
            builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        }

        return urls;
    }

    // --devices cpu is Silo:Devices; what has a section of its own, or is ASP.NET's, stays as it is.
    private static string[] Sectioned(string[] args)
    {
        var own = typeof(SiloSettings).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. args.Select(arg =>
        {
            var name = arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..].Split('=')[0] : null;
            return name is not null && own.Contains(name.Replace("-", "", StringComparison.Ordinal))
                ? $"--{SiloSettings.Section}:{name.Replace("-", "", StringComparison.Ordinal)}{arg[(2 + name.Length)..]}"
                : arg;
        })];
    }
}
