using Lth4Sa.Contracts.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Tests;

/// <summary>A silo with the product's grains on a folder that outlives it, so that a test can start it again.</summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost host;

    private TestSilo(string folder, TimeProvider time)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddLth4Sa(new Lth4SaOptions { Folder = folder, Threads = 2 }));
        host = builder.Build();
    }

    /// <summary>The smallest run that goes through every phase.</summary>
    public static RunSpec SmallRun { get; } = new()
    {
        Backbone = "resnet11", Epochs = 1, TrainEpochs = 1, Steps = 12, CommitEvery = 4, PpoFrom = 2, Forwards = 2, Candidates = 2, Threads = 2, Seed = 3,
    };

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(string folder, TimeProvider? time = null)
    {
        var silo = new TestSilo(folder, time ?? TimeProvider.System);
        await silo.host.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        SqliteConnection.ClearAllPools();
    }
}

/// <summary>A folder for one test.</summary>
public abstract class FolderTest : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("lth4sa-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
