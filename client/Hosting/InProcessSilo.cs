using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Silo;
using Lth4Sa.Silo.Api;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Cli.Hosting;

/// <summary>A silo inside this process, for one folder and for as long as a command takes.</summary>
internal sealed class InProcessSilo : IAsyncDisposable
{
    private readonly IHost host;

    private InProcessSilo(IHost host)
    {
        this.host = host;
        Api = ActivatorUtilities.CreateInstance<Lth4SaApi>(host.Services, SpecPaths.Local, SweepFile.MaxRuns);
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>The API, answered by the grains of this silo.</summary>
    public Lth4SaApi Api { get; }

    /// <summary>The grains of this silo.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Starts a silo.</summary>
    /// <param name="options">Its folder and devices.</param>
    /// <param name="verbose">Whether it logs to standard error.</param>
    public static async Task<InProcessSilo> StartAsync(Lth4SaOptions options, bool verbose = false)
    {
        var host = Create(options, verbose);
        try
        {
            await host.StartAsync(CancellationToken.None);
            return new InProcessSilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Starts a silo for the folder of one run.</summary>
    public static Task<InProcessSilo> StartAsync(string folder, RunSpec spec, bool verbose = false) =>
        StartAsync(OptionsOf(folder, spec), verbose);

    /// <summary>The options of a silo for the folder of one run: the run's device, once, and its threads.</summary>
    public static Lth4SaOptions OptionsOf(string folder, RunSpec spec) =>
        new() { Folder = folder, Devices = [new(spec.Device, 1)], Threads = spec.Threads };

    /// <summary>
    /// Starts a silo that looks at what is stored in a folder and takes nothing up, also while another process works
    /// there.
    /// </summary>
    public static Task<InProcessSilo> LookAsync(string folder) => StartAsync(new Lth4SaOptions { Folder = folder, Drives = false });

    /// <summary>Stops the silo.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await host.StopAsync(CancellationToken.None);
        }
        finally
        {
            host.Dispose();
        }
    }

    private static IHost Create(Lth4SaOptions options, bool verbose)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (verbose)
        {
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        builder.AddSilo(options);
        builder.Services.AddSingleton<IHostLifetime, PassiveLifetime>();
        return builder.Build();
    }

    /// <summary>The command decides when the host stops; signals are its own to handle.</summary>
    private sealed class PassiveLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
