namespace Lth4Sa.Grains.Tests;

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
