using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Search.Files;
using Lth4Sa.Silo;
using Lth4Sa.Silo.Api;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Runs one spec in one folder on a silo inside this process, from wherever it was to the end.</summary>
internal static class RunCommand
{
    public const string StoppedMessage = "Stopped. The same command goes on from here.";

    public const int Done = 0, Failed = 1, BadInput = 2, Interrupted = 130;

    /// <param name="prepare">What the folder needs before the silo opens it.</param>
    /// <param name="afterwards">What a command makes of a finished run.</param>
    public static async Task<int> RunAsync(
        RunSpec wanted, string path, bool verbose, CancellationToken interrupted, Func<ISearchRunGrain, RunFolder<RunSpec>, Task>? afterwards = null,
        Action<RunFolder<RunSpec>>? prepare = null)
    {
        SpecException.ThrowIfAny(RunSpecValidator.Validate(wanted));
        using var folder = RunFolder<RunSpec>.Open(path, wanted, SpecKinds.Run);
        prepare?.Invoke(folder);
        var exit = await OnSiloAsync(folder.Path, folder.Spec, verbose, grains => RunAsync(grains, folder, afterwards, interrupted));
        if (exit == BadInput)
        {
            folder.TakeBack();
        }

        return exit;
    }

    /// <summary>Does something on a silo inside this process, on a folder.</summary>
    public static Task<T> OnSiloAsync<T>(string folder, RunSpec spec, bool verbose, Func<IGrainFactory, Task<T>> act) =>
        OnSiloAsync(OptionsOf(folder, spec), verbose, act);

    /// <summary>Of a silo that is there for one spec.</summary>
    public static Lth4SaOptions OptionsOf(string folder, RunSpec spec) => new() { Folder = folder, Devices = [new(spec.Device, 1)], Threads = spec.Threads };

    /// <summary>Does something on a silo inside this process.</summary>
    public static Task<T> OnSiloAsync<T>(Lth4SaOptions options, bool verbose, Func<IGrainFactory, Task<T>> act) =>
        OnHostAsync(options, verbose, services => act(services.GetRequiredService<IGrainFactory>()));

    /// <summary>Asks a silo inside this process as one would ask it elsewhere.</summary>
    public static Task<T> OnApiAsync<T>(Lth4SaOptions options, bool verbose, Func<Lth4SaApi, IGrainFactory, Task<T>> act) => OnHostAsync(options, verbose, services => act(
        ActivatorUtilities.CreateInstance<Lth4SaApi>(services, SpecPaths.Local, SweepFile.MaxRuns), services.GetRequiredService<IGrainFactory>()));

    private static async Task<T> OnHostAsync<T>(Lth4SaOptions options, bool verbose, Func<IServiceProvider, Task<T>> act)
    {
        using var host = CreateHost(options, verbose);
        await host.StartAsync(CancellationToken.None);
        try
        {
            return await act(host.Services);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> RunAsync(
        IGrainFactory grains, RunFolder<RunSpec> folder, Func<ISearchRunGrain, RunFolder<RunSpec>, Task>? afterwards, CancellationToken interrupted)
    {
        var run = grains.GetGrain<ISearchRunGrain>(folder.Spec.RunId());
        var result = await run.GetResult();
        if (result is not null)
        {
            Console.WriteLine("This run is finished; its result:");
        }
        else
        {
            await using var stop = interrupted.Register(() => _ = run.Stop());
            await run.Start(folder.Spec);
            var last = await RunDisplay.Create().FollowAsync(run.Watch(CancellationToken.None));
            if (last?.Error is { } error)
            {
                await Console.Error.WriteLineAsync(error);
                // Nothing was begun: the data were not what the options said.
                return last.Phase == RunPhase.Waiting ? BadInput : Failed;
            }

            result = await run.GetResult();
            if (last?.Phase != RunPhase.Done || result is null)
            {
                await Console.Error.WriteLineAsync(StoppedMessage);
                return Interrupted;
            }
        }

        AtomicFile.WriteAllText(folder.File("result.json"), ResultJson.Write(result));
        AtomicFile.WriteAllText(folder.File("report.html"), HtmlReport.Write(result, await run.GetSteps(0)));
        if (result.Networks.Length > 0)
        {
            var ticket = new Lth4SaOptions { Folder = folder.Path }.TicketFile(result.Run);
            AtomicFile.Write(folder.File("ticket.safetensors"), to => to.Write(File.ReadAllBytes(ticket)));
        }

        ResultDisplay.Show(AnsiConsole.Console, result, folder);
        await (afterwards?.Invoke(run, folder) ?? Task.CompletedTask);
        return Done;
    }

    private static IHost CreateHost(Lth4SaOptions options, bool verbose)
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
