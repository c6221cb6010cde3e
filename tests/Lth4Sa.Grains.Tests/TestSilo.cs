using System.Net;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Options;
using Lth4Sa.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace Lth4Sa.Grains.Tests;

/// <summary>A silo with the product's grains on a folder that outlives it, so that a test can start it again.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost host;

    private TestSilo(string folder, TimeProvider time, int writes)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IDeviceSlots>(services => new WatchedSlots(ActivatorUtilities.CreateInstance<DeviceSlots>(services)));
        var options = new Lth4SaOptions { Folder = folder, Threads = SmallRun.Threads };
        builder.UseOrleans(silo => silo.UseLocalhostClustering(gatewayPort: 0)
            .Configure<EndpointOptions>(endpoints => endpoints.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0))
            .AddLth4Sa(options));
        builder.Services.AddKeyedSingleton<IGrainStorage>(Lth4SaOptions.StorageName, (_, _) => new FailingStorage(new SqliteGrainStorage(options.StateFile), writes));
        host = builder.Build();
    }

    /// <summary>The smallest run that goes through every phase, on one thread: several wait in a loop for those of them that have no core.</summary>
    public static RunSpec SmallRun { get; } = new()
    {
        Backbone = "resnet11", Epochs = 1, TrainEpochs = 1, Steps = 12, CommitEvery = 4, PpoFrom = 2, Forwards = 2, Candidates = 2, Threads = 1, Seed = 3,
    };

    public FailingStorage Storage => (FailingStorage)host.Services.GetRequiredKeyedService<IGrainStorage>(Lth4SaOptions.StorageName);

    public WatchedSlots Slots => (WatchedSlots)host.Services.GetRequiredService<IDeviceSlots>();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="writes">After so many writes the disk is full, so to speak.</param>
    public static async Task<TestSilo> StartAsync(string folder, TimeProvider? time = null, int writes = int.MaxValue)
    {
        var silo = new TestSilo(folder, time ?? TimeProvider.System, writes);
        await silo.host.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
