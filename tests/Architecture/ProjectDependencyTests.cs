namespace Lth4Sa.Architecture.Tests;

public sealed class ProjectDependencyTests
{
    // What each project may refer to, in one direction: a name stands below those that it may refer to. Networks' records cross the
    // wire, so whoever shows results sees them; its library is another matter (LibraryTests).
    private static readonly (string Name, string[] MayKnow)[] Rules =
    [
        ("Search", []),
        ("Networks", ["Search"]),
        ("Storage", ["Search"]),
        ("Contracts", ["Search", "Networks"]),
        ("Specs", ["Search", "Networks", "Contracts"]),
        ("Grains", ["Search", "Networks", "Storage", "Contracts", "Specs"]),
        ("Experiments", ["Search", "Networks", "Contracts", "Specs"]),
        ("Reports", ["Search", "Networks", "Contracts", "Experiments"]),
        ("Silo", ["Search", "Networks", "Storage", "Contracts", "Specs", "Grains", "Experiments", "Reports"]),
        ("Client", ["Search", "Networks", "Contracts"]),
        ("Cli", ["Search", "Networks", "Storage", "Contracts", "Specs", "Grains", "Experiments", "Reports", "Silo", "Client"]),
    ];

    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Fact]
    public void Rules_PointOneWay()
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            Assert.Subset(Rules.Take(i).Select(rule => rule.Name).ToHashSet(), Rules[i].MayKnow.ToHashSet());
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_DependsOnlyOnWhatItsRuleAllows(string name)
    {
        var project = Product.Projects.Single(p => p.Name == name);
        var allowed = Rules.Single(rule => rule.Name == name).MayKnow;
        var others = Product.Projects.Where(other => other != project && !allowed.Contains(other.Name)).ToArray();
        Violations.AreNone(Product.DependenciesOf(project)
            .Where(d => others.Any(other => Product.IsWithin(d.To.Namespace.FullName, other.Namespace)))
            .Select(d => $"{d.From.FullName} -> {d.To.FullName}"));
    }
}
