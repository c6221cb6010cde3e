using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Specs;

/// <summary>A rule that resolves the paths of files and folders in a spec.</summary>
public abstract class SpecPaths
{
    /// <summary>The rule of the command line: all paths are allowed, relative to the current folder.</summary>
    public static SpecPaths Local { get; } = new LocalPaths();

    /// <summary>The rule for specs from the network: paths are relative to <paramref name="root"/> and may not leave it.</summary>
    public static SpecPaths Under(string root) => new PathsUnder(root);

    /// <summary>The full path of a path in a spec.</summary>
    /// <exception cref="SpecException">The path is not allowed.</exception>
    internal abstract string Resolve(string field, string path);

    private sealed class LocalPaths : SpecPaths
    {
        // The folder of a run keeps the spec, and the next command may start in another folder.
        internal override string Resolve(string field, string path) => Path.GetFullPath(path);
    }

    private sealed class PathsUnder(string root) : SpecPaths
    {
        private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

        internal override string Resolve(string field, string path)
        {
            var full = path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(path, root);
            // Links in the folder are the decision of the administrator: a client cannot make one.
            var allowed = full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            SpecException.Check(field, path, allowed, "a name of something in the silo's folder of data sets");
            return full;
        }
    }
}
