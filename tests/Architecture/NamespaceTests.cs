using System.Text.RegularExpressions;

namespace Lth4Sa.Architecture.Tests;

public sealed partial class NamespaceTests
{
    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_IsTheFolder(string name)
    {
        var project = Product.Projects.Single(p => p.Name == name);
        var misplaced = Product.SourcesOf(project)
            .Select(file => (file, Namespace: FileScopedNamespace().Match(Read(project, file)).Groups[1].Value))
            .Where(f => f.Namespace.Length > 0 && f.Namespace != NamespaceOf(project, f.file))
            .Select(f => $"{f.file}: {f.Namespace}");
        Violations.AreNone(misplaced);
    }

    private static string NamespaceOf(Project project, string file) =>
        string.Join('.', [project.Namespace, .. Path.GetDirectoryName(file)!
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)]);

    private static string Read(Project project, string file) => File.ReadAllText(Path.Combine(Product.Repository, project.Folder, file));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();
}
