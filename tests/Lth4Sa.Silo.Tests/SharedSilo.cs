namespace Lth4Sa.Silo.Tests;

/// <summary>One silo with the default options for all tests of a class, which keep apart by the names of their sweeps and by their specs.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    internal RunningSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync() => Silo = await RunningSilo.StartAsync();

    public async Task DisposeAsync() => await Silo.DisposeAsync();
}
