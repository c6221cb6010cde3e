namespace Lth4Sa.Search.Files;

/// <summary>Writes beside the target, flushes to the disk and renames: a reader sees the old file or the new one, whole.</summary>
public static class AtomicFile
{
    /// <summary>Ends the name of a file that is being written; a crash can leave one behind.</summary>
    public const string PartSuffix = ".part";

    public static void Write(string path, Action<Stream> write)
    {
        var beside = path + PartSuffix;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (var stream = File.Create(beside))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    public static void WriteAllText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });
}
