namespace Lth4Sa.Grains.Tests;

/// <summary>One silo for all tests of a class, which keep apart by the keys of their grains: specs, seeds, files, names.</summary>
public class SharedSilo : FolderTest, IAsyncLifetime
{
    private TestSilo silo = null!;

    public IGrainFactory Grains => silo.Grains;

    public FailingStorage Storage => silo.Storage;

    protected virtual TimeProvider Time => TimeProvider.System;

    public async Task InitializeAsync() => silo = await TestSilo.StartAsync(Folder, Time);

    public async Task DisposeAsync() => await silo.DisposeAsync();
}
