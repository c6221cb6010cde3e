namespace Lth4Sa.Outside;

/// <summary>Blobs on Azurite, in memory, for the tests of a class.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private AzuriteServer? server;

    public string ConnectionString => server!.ConnectionString;

    public async Task InitializeAsync() => server = await AzuriteServer.StartAsync("blob");

    // Null where it did not start.
    public async Task DisposeAsync() => await (server?.DisposeAsync() ?? default);
}
