namespace Lth4Sa.Architecture.Tests;

public sealed class LineLengthTests
{
    private const int MaxLength = 140;

    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lines_FitAScreen(string name)
    {
        var project = Product.Projects.Single(p => p.Name == name);
        Violations.AreNone(Product.SourcesOf(project).SelectMany(file => File
            .ReadLines(Path.Combine(Product.Repository, project.Folder, file))
            .Index()
            .Where(line => line.Item.Length > MaxLength)
            .Select(line => $"{file}:{line.Index + 1}: {line.Item.Length} characters")));
    }
}
