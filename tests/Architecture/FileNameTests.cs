using System.Text.RegularExpressions;

namespace Lth4Sa.Architecture.Tests;

public sealed partial class FileNameTests
{
    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void File_HoldsOneTypeAndIsNamedAfterIt(string name)
    {
        var project = Product.Projects.Single(p => p.Name == name);
        var misnamed = Product.SourcesOf(project)
            .Select(file => (file, Types: TopLevelType().Matches(Read(project, file)).Select(m => m.Groups[1].Value).ToArray()))
            .Where(f => f.Types.Length > 0 && !f.Types.SequenceEqual([Path.GetFileName(f.file).Split('.')[0]]))
            .Select(f => $"{f.file}: {string.Join(", ", f.Types)}");
        Violations.AreNone(misnamed);
    }

    private static string Read(Project project, string file) => File.ReadAllText(Path.Combine(Product.Repository, project.Folder, file));

    [GeneratedRegex(
        @"^(?:public |internal )?(?:(?:abstract|sealed|static|readonly|partial) )*" +
        @"(?:class|record struct|record|struct|enum|interface) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
