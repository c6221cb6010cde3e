using System.Net;
using Lth4Sa.Storage.Blobs;
using Lth4Sa.Storage.Checkpoints;
using Lth4Sa.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Lth4Sa.Storage.Tests;

/// <summary>The storage in Azure's blobs, as silos compose it, on Azurite. It needs no started silo.</summary>
public sealed class BlobStorageTests : GrainStorageCompliance, IClassFixture<Azurite>, IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("probe", "1");
    private static int containers;

    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;
    private readonly Faults faults = new();
    private readonly BlobStorageOptions options;
    private readonly IHost host;

    public BlobStorageTests(Azurite azurite)
    {
        options = new BlobStorageOptions { ConnectionString = azurite.ConnectionString, Container = $"test-{Interlocked.Increment(ref containers)}", Handler = faults };
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddBlobStorage("states", options, folder));
        host = builder.Build();
    }

    protected override IGrainStorage Storage => host.Services.GetRequiredKeyedService<IGrainStorage>("states");

    protected override bool TellsStoredETag => false;

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(null)]
    public async Task Write_ThatIsThrottledOrLosesItsConnection_IsTriedAgain(HttpStatusCode? status)
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = 1 }));
        var state = await ReadAsync();
        faults.Next(2, status, afterwards: false);
        state.State!.Number = 2;
        await Storage.WriteStateAsync("s", Grain, state);
        Assert.Equal(2, (await ReadAsync()).State!.Number);
        Assert.Equal(0, faults.Left);
    }

    [Fact]
    public async Task Write_WhoseAnswerIsLost_EndsAsAConflictAndIsStored()
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = 1 }));
        var state = await ReadAsync();
        faults.Next(1, null, afterwards: true);
        state.State!.Number = 2;
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("s", Grain, state));
        Assert.Equal(2, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Write_ThatFailsAgainAndAgain_SaysThatTheStorageIsNotThere()
    {
        faults.Next(int.MaxValue, null, afterwards: false);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample())));
        Assert.DoesNotContain("Eby8", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ABlobChangedByOthers_IsNamedAndLeftAlone()
    {
        await Storage.WriteStateAsync("s", Grain, new GrainState<Sample>(new Sample { Number = 1 }));
        var container = options.CreateClient().GetBlobContainerClient(options.Container);
        var name = (await container.GetBlobsAsync().FirstAsync()).Name;
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString("12345678{\"Number\":5}"), overwrite: true);
        await Assert.ThrowsAsync<InvalidDataException>(ReadAsync);
        await Assert.ThrowsAsync<InvalidDataException>(ReadAsync);
    }

    [Fact]
    public async Task Checkpoint_PublishedByOneSilo_IsFetchedByAnother()
    {
        using var other = new TemporaryFolder();
        var (here, there) = (host.Services.GetRequiredService<ICheckpointStore>(), Checkpoints(other.Path));
        await there.FetchAsync("supernets/a.safetensors");
        Assert.Empty(await there.ListAsync("supernets"));
        await PublishAsync(here, folder, "one");
        await there.FetchAsync("supernets/a.safetensors");
        Assert.Equal("one", await ReadAsync(other.Path));
        Assert.Equal(["a.safetensors"], await there.ListAsync("supernets"));

        // The other goes on with it; the first has an older one, notices, and has the newer after it is fetched.
        await PublishAsync(there, other.Path, "two");
        await Assert.ThrowsAsync<InconsistentStateException>(() => PublishAsync(here, folder, "stale"));
        await here.FetchAsync("supernets/a.safetensors");
        Assert.Equal("two", await ReadAsync(folder));
        await PublishAsync(here, folder, "three");
    }

    [Fact]
    public async Task Checkpoint_FetchedByManyAtOnce_IsDownloadedOnceAndWhole()
    {
        using var other = new TemporaryFolder();
        var content = new string('x', 1 << 20);
        await PublishAsync(host.Services.GetRequiredService<ICheckpointStore>(), folder, content);
        var there = Checkpoints(other.Path);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => there.FetchAsync("supernets/a.safetensors"))));
        Assert.Equal(content, await ReadAsync(other.Path));
        Assert.Equal(1, faults.Downloads);
        Assert.Equal(["a.safetensors", "a.safetensors.etag"], Directory.GetFiles(Path.Combine(other.Path, "supernets")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Checkpoint_FetchedByProcessesOfOneFolder_IsWhole()
    {
        using var other = new TemporaryFolder();
        var content = new string('x', 1 << 20);
        await PublishAsync(host.Services.GetRequiredService<ICheckpointStore>(), folder, content);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Checkpoints(other.Path).FetchAsync("supernets/a.safetensors"))));
        Assert.Equal(content, await ReadAsync(other.Path));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(other.Path, "supernets")).Length);
    }

    [Fact]
    public async Task Checkpoint_OfAFolderThatWasLost_IsFetchedAnew()
    {
        var store = host.Services.GetRequiredService<ICheckpointStore>();
        await PublishAsync(store, folder, "one");
        File.Delete(Path.Combine(folder, "supernets", "a.safetensors"));
        await store.FetchAsync("supernets/a.safetensors");
        Assert.Equal("one", await ReadAsync(folder));
    }

    private BlobCheckpoints Checkpoints(string path) => new(options.CreateClient().GetBlobContainerClient(options.Container + "-checkpoints"), path);

    private static async Task PublishAsync(ICheckpointStore store, string path, string content)
    {
        Directory.CreateDirectory(Path.Combine(path, "supernets"));
        await File.WriteAllTextAsync(Path.Combine(path, "supernets", "a.safetensors"), content);
        await store.PublishAsync("supernets/a.safetensors");
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(path, "supernets", "a.safetensors"));

    private async Task<GrainState<Sample>> ReadAsync()
    {
        var state = new GrainState<Sample>();
        await Storage.ReadStateAsync("s", Grain, state);
        return state;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("lth4sa-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    /// <summary>Fails the next requests.</summary>
    private sealed class Faults : DelegatingHandler
    {
        private HttpStatusCode? status;
        private int downloads;
        private bool afterwards;

        public Faults() : base(new HttpClientHandler())
        {
        }

        public int Left { get; private set; }

        /// <summary>The number of times that a checkpoint was downloaded.</summary>
        public int Downloads => downloads;

        /// <param name="answer">Null loses the connection.</param>
        /// <param name="afterwards">After the request was done, or instead.</param>
        public void Next(int count, HttpStatusCode? answer, bool afterwards) => (Left, status, this.afterwards) = (count, answer, afterwards);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith(".safetensors", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref downloads);
            }

            if (Left == 0)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            Left--;
            if (afterwards)
            {
                (await base.SendAsync(request, cancellationToken)).Dispose();
            }

            return status is { } answer ? new HttpResponseMessage(answer) { RequestMessage = request } : throw new HttpRequestException("The connection was lost.");
        }
    }
}
