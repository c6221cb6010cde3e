using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Specs;

/// <summary>Where the files and folders lie that a spec names.</summary>
public abstract class SpecPaths
{
    /// <summary>As the user's own programs find them.</summary>
    public static SpecPaths Local { get; } = new LocalPaths();

    /// <summary>For specs from elsewhere: only what lies under <paramref name="root"/> can be named, and it is named from there.</summary>
    public static SpecPaths Under(string root) => new PathsUnder(root);

    /// <exception cref="SpecException">The path leads out of where it may lead.</exception>
    internal abstract string Resolve(string field, string path);

    private sealed class LocalPaths : SpecPaths
    {
        // A folder keeps its spec, and the next command may come from elsewhere.
        internal override string Resolve(string field, string path) => Path.GetFullPath(path);
    }

    private sealed class PathsUnder(string root) : SpecPaths
    {
        private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

        internal override string Resolve(string field, string path)
        {
            var full = path.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(path, root);
            // What a link leads to is the administrator's decision: whoever sends specs cannot make one.
            SpecException.Check(field, path, full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal), "a name of something in the silo's folder of data sets");
            return full;
        }
    }
}
