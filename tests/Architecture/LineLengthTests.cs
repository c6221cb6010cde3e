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
        Violations.AreNone(Product.LinesOf(project)
            .Where(line => line.Text.Length > MaxLength)
            .Select(line => $"{line.Place}: {line.Text.Length} characters"));
    }
}
