namespace Lth4Sa.Architecture.Tests;

/// <summary>
/// Which projects know which library. Azure's own libraries are meant: a silo, which composes, names Orleans' clustering
/// by Azure tables as it names every other kind of clustering.
/// </summary>
public sealed class LibraryTests
{
    [Theory]
    [InlineData("TorchSharp", new[] { "Networks" })]
    [InlineData("Microsoft.Data.Sqlite", new[] { "Storage" })]
    [InlineData("Azure", new[] { "Storage" })]
    [InlineData("Microsoft.AspNetCore", new[] { "Silo", "Reports" })]
    public void Library_IsKnownToItsProjectsOnly(string library, string[] projects)
    {
        var users = Product.Projects.SelectMany(project => Product.DependenciesOf(project)
            .Where(d => Product.IsWithin(d.To.Namespace.FullName, library))
            .Select(d => (project.Name, Text: $"{d.From.FullName} -> {d.To.FullName}"))).ToArray();
        Assert.Contains(users, user => projects.Contains(user.Name));
        Violations.AreNone(users.Where(user => !projects.Contains(user.Name)).Select(user => user.Text));
    }
}
