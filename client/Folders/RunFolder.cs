using System.Text.Json;
using System.Text.Json.Serialization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Cli.Folders;

/// <summary>The folder of one run or training, held by one process at a time.</summary>
public sealed class RunFolder<TSpec> : IDisposable where TSpec : class
{
    /// <summary>The name of the file that keeps the spec.</summary>
    public const string SpecName = "run.json";

    private const string LockName = ".lock";

    // A spec of another kind is not taken for one with nothing but defaults.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private readonly FileStream held;
    private readonly bool isNew;

    private RunFolder(string path, TSpec spec, bool isNew, FileStream held) =>
        (Path, Spec, this.isNew, this.held) = (path, spec, isNew, held);

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>The spec as the folder keeps it, with the thread count it was started with.</summary>
    public TSpec Spec { get; }

    /// <summary>Makes the folder this run's, or finds that it is.</summary>
    /// <exception cref="SpecException">It holds another run, or another process uses it.</exception>
    public static RunFolder<TSpec> Open(string path, TSpec wanted, SpecKind<TSpec> kind)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(path);
        var held = Hold(path);
        try
        {
            var isNew = !System.IO.File.Exists(System.IO.Path.Combine(path, SpecName));
            return new RunFolder<TSpec>(path, Agree(path, wanted, kind), isNew, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of a run that is there.</summary>
    /// <exception cref="SpecException">It holds none, or another process uses it.</exception>
    public static RunFolder<TSpec> OpenExisting(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(path, SpecName);
        if (!System.IO.File.Exists(file))
        {
            throw new SpecException($"dir: {path} is not allowed; expected the folder of a search, with its {SpecName}.");
        }

        var held = Hold(path);
        try
        {
            return new RunFolder<TSpec>(path, Read(file), false, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Whether the folder holds a spec of this kind.</summary>
    public static bool IsOf(string path)
    {
        var file = System.IO.Path.Combine(path, SpecName);
        try
        {
            return System.IO.File.Exists(file) && Read(file) is not null;
        }
        catch (SpecException)
        {
            return false;
        }
    }

    /// <summary>Whether another process holds the folder.</summary>
    public static bool IsInUse(string path)
    {
        try
        {
            Hold(path).Dispose();
            return false;
        }
        catch (SpecException)
        {
            return true;
        }
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Lets other processes use the folder.</summary>
    public void Dispose() => held.Dispose();

    /// <summary>Takes back what was put into a new folder by a run that could not begin.</summary>
    public void TakeBack()
    {
        if (isNew)
        {
            // It was empty: what it has is this run's, the split of data that did not fit among it.
            foreach (var directory in Directory.EnumerateDirectories(Path))
            {
                Directory.Delete(directory, recursive: true);
            }

            foreach (var file in Directory.EnumerateFiles(Path))
            {
                System.IO.File.Delete(file);
            }

            held.Dispose();
            Directory.Delete(Path);
        }
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SpecException($"out: {path} is in use by another lth4sa; wait for it or choose another folder.");
        }
    }

    private static TSpec Agree(string path, TSpec wanted, SpecKind<TSpec> kind)
    {
        var file = System.IO.Path.Combine(path, SpecName);
        if (!System.IO.File.Exists(file))
        {
            // A kill can leave the lock and a half-written spec: they are this program's own.
            var others = Directory.EnumerateFileSystemEntries(path).Select(e => System.IO.Path.GetFileName(e))
                .Where(name => name != LockName && !AtomicFile.IsPartOf(name, SpecName));
            if (others.Any())
            {
                throw new SpecException($"out: {path} has other things in it and no {SpecName}; choose a new or empty folder.");
            }

            var resolved = kind.Resolve(wanted, null);
            AtomicFile.WriteAllText(file, JsonSerializer.Serialize(resolved, Json));
            return resolved;
        }

        var kept = Read(file);
        var same = kind.Resolve(wanted, kept);
        var differences = kind.Fields
            .Where(f => !Equals(f.Value(kept), f.Value(same)))
            .Select(f => $"  {f.Name}: the folder has {f.Value(kept)}, you ask for {f.Value(same)}").ToArray();
        return differences.Length == 0 ? same : throw new SpecException(
            $"out: {path} holds another run; give the same options or choose another folder.{Environment.NewLine}"
            + string.Join(Environment.NewLine, differences));
    }

    /// <summary>Reads the spec of a folder.</summary>
    /// <exception cref="SpecException">It is damaged, or of another kind.</exception>
    public static TSpec Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<TSpec>(System.IO.File.ReadAllText(file), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException damaged)
        {
            throw new SpecException($"out: {file} is damaged, or another command's; choose another folder. {damaged.Message}");
        }
    }
}
