using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Lth4Sa.Search.Files;

/// <summary>
/// The entries of a directory on the disk: a file that was flushed is lost with the machine's power if the entry with its name is not.
/// </summary>
internal static class DirectoryEntries
{
    private const int ReadOnly = 0;

    /// <summary>Creates a directory with those above it that are missing.</summary>
    public static void Create(string path)
    {
        if (!Directory.Exists(path))
        {
            var above = Path.GetDirectoryName(path)!;
            Create(above);
            Directory.CreateDirectory(path);
            Flush(above);
        }
    }

    /// <summary>Flushes the entries to the disk. .NET opens no directories, so this is fsync(2) of Linux.</summary>
    /// <exception cref="IOException">The directory cannot be opened, or the disk fails.</exception>
    public static void Flush(string path)
    {
        var directory = Checked(Open(path, ReadOnly), path);
        try
        {
            _ = Checked(Fsync(directory), path);
        }
        finally
        {
            _ = Close(directory);
        }
    }

    private static int Checked(int result, string path) =>
        result >= 0 ? result : throw new IOException($"{path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
