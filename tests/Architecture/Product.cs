using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Lth4Sa.Architecture.Tests;

/// <summary>The projects of the product as they lie in the repository, and the types of their assemblies.</summary>
internal static class Product
{
    /// <summary>The namespace of the product, and the beginning of its assemblies' names but for the two programs.</summary>
    public const string Prefix = "Lth4Sa";

    private static readonly Lazy<IReadOnlyDictionary<string, IType[]>> Loaded = new(Load);

    /// <summary>Every project file below src, silo and client.</summary>
    public static IReadOnlyList<Project> Projects { get; } = Find();

    /// <summary>The root of the repository.</summary>
    public static string Repository => Metadata("Repository");

    /// <summary>The path of a project's assembly.</summary>
    public static string PathOf(Project project) => Path.Combine(Metadata("Binaries"), project.Assembly + ".dll");

    /// <summary>The types that a project declares, Orleans' generated ones included.</summary>
    public static IReadOnlyList<IType> TypesOf(Project project) => Loaded.Value[project.Assembly];

    /// <summary>Each type of a project with each type that it knows.</summary>
    public static IEnumerable<(IType From, IType To)> DependenciesOf(Project project) =>
        // A generic parameter is nobody's type.
        TypesOf(project).SelectMany(type => type.Dependencies).Select(d => (d.Origin, d.Target))
            .Where(d => d.Target is not GenericParameter && d.Target.Namespace is not null);

    /// <summary>Whether a namespace is another or lies in it.</summary>
    public static bool IsWithin(string space, string parent) =>
        space == parent || space.StartsWith(parent + ".", StringComparison.Ordinal);

    /// <summary>The C# files of a project, as paths relative to its folder.</summary>
    public static IEnumerable<string> SourcesOf(Project project)
    {
        var folder = Path.Combine(Repository, project.Folder);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
    }

    /// <summary>The lines of the C# files of a project, each with its place, <c>FILE:LINE</c>.</summary>
    public static IEnumerable<(string Place, string Text)> LinesOf(Project project) => SourcesOf(project).SelectMany(file => File
        .ReadLines(Path.Combine(Repository, project.Folder, file))
        .Select((text, i) => ($"{file}:{i + 1}", text)));

    private static Project[] Find() =>
    [
        .. new[] { "src", "silo", "client" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => new Project(
                Path.GetRelativePath(Repository, Path.GetDirectoryName(file)!),
                Property(file, "AssemblyName") ?? Path.GetFileNameWithoutExtension(file),
                Property(file, "RootNamespace") ?? Path.GetFileNameWithoutExtension(file)))
            .OrderBy(project => project.Folder, StringComparer.Ordinal),
    ];

    private static string? Property(string file, string name) =>
        System.Xml.Linq.XDocument.Load(file).Descendants(name).FirstOrDefault()?.Value;

    private static Dictionary<string, IType[]> Load()
    {
        var loader = new ArchLoader();
        foreach (var project in Projects)
        {
            loader.LoadFilteredDirectory(Metadata("Binaries"), project.Assembly + ".dll");
        }

        var types = loader.Build().Types.ToLookup(type => type.Assembly.Name.Split(',')[0]);
        return Projects.ToDictionary(project => project.Assembly, project => types[project.Assembly].ToArray());
    }

    private static string Metadata(string key) => Path.GetFullPath(
        typeof(Product).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!);
}
