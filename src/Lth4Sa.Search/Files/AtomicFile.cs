using System.Security.Cryptography;

namespace Lth4Sa.Search.Files;

/// <summary>
/// Writes beside the target, flushes to the disk and renames: a reader sees the old file or the new one, whole. Each writer has a
/// file of its own, so that several may write the same target. What a killed process has left behind is deleted when the target is
/// written again.
/// </summary>
public static class AtomicFile
{
    /// <summary>Ends the name of a file that is being written, <c>TARGET.DIGITS.part</c>; a crash can leave one behind.</summary>
    public const string PartSuffix = ".part";

    private const int Digits = 16;

    /// <summary>A file to which nothing was written for so long has no writer any more. Both times are the disk's.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    public static void Write(string path, Action<FileStream> write)
    {
        using var stream = Begin(path);
        try
        {
            write(stream);
            Finish(stream, path);
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        var stream = Begin(path);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await write(stream).ConfigureAwait(false);
                Finish(stream, path);
            }
            catch
            {
                File.Delete(stream.Name);
                throw;
            }
        }
    }

    public static void WriteAllText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Whether a file was being written to become the target.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="target">The name of the target.</param>
    public static bool IsPartOf(string name, string target) =>
        name.StartsWith(target + ".", StringComparison.Ordinal) && name.EndsWith(PartSuffix, StringComparison.Ordinal);

    private static FileStream Begin(string path)
    {
        path = Path.GetFullPath(path);
        DirectoryEntries.Create(Path.GetDirectoryName(path)!);
        var digits = RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        return new FileStream($"{path}.{digits}{PartSuffix}", FileMode.CreateNew, FileAccess.ReadWrite);
    }

    private static void Finish(FileStream stream, string path)
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(stream.Name, path, overwrite: true);
        var folder = Path.GetDirectoryName(stream.Name)!;
        DirectoryEntries.Flush(folder);
        var abandoned = File.GetLastWriteTimeUtc(path) - Abandoned;
        foreach (var left in Directory.EnumerateFiles(folder, $"{Path.GetFileName(path)}.*{PartSuffix}")
            .Where(file => File.GetLastWriteTimeUtc(file) < abandoned))
        {
            File.Delete(left);
        }
    }
}
