using System.Text.RegularExpressions;

namespace Lth4Sa.Architecture.Tests;

/// <summary>Regular expressions that tell what is allowed.</summary>
public sealed partial class PatternTests
{
    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Patterns_EndWithTheText_AndNotBeforeALineBreak(string name)
    {
        // In .NET $ stands before a last line break too.
        var project = Product.Projects.Single(p => p.Name == name);
        Violations.AreNone(Product.LinesOf(project)
            .Where(line => PatternWithDollar().IsMatch(line.Text))
            .Select(line => $"{line.Place}: {line.Text.Trim()}"));
    }

    [Theory]
    [InlineData("[GeneratedRegex(\"^a$\")]", true)]
    [InlineData("new Regex(@\"^a$\")", true)]
    [InlineData("Regex.IsMatch(name, \"(a|b$)\")", true)]
    [InlineData("[GeneratedRegex(\"^a\\\\z\")]", false)]
    public void Pattern_WithDollar_IsFound(string line, bool expected) => Assert.Equal(expected, PatternWithDollar().IsMatch(line));

    [GeneratedRegex("Regex.*\".*\\$[^{\"]*\"")]
    private static partial Regex PatternWithDollar();
}
