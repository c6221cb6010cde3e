using ArchUnitNET.Domain;

namespace Lth4Sa.Architecture.Tests;

public sealed class FolderCycleTests
{
    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfAProject_DependOnEachOtherWithoutACycle(string name)
    {
        var root = Product.Projects.Single(p => p.Name == name).Namespace;
        var known = Product.DependenciesOf(Product.Projects.Single(p => p.Name == name))
            .Where(d => IsWithin(d.From, root) && IsWithin(d.To, root)).ToArray();
        Assert.NotEmpty(known);
        var parents = known.Select(d => d.From.Namespace.FullName).SelectMany(Ancestors).Distinct();
        Violations.AreNone(parents.Where(parent => Product.IsWithin(parent, root)).SelectMany(parent =>
        {
            // The files of a project's own folder count as one more folder. Those of a folder within it may know its
            // subfolders and be known by them, as a registry and what is registered.
            var graph = new Graph();
            foreach (var (from, to) in known)
            {
                if (Child(from, parent, root) is { } origin && Child(to, parent, root) is { } target)
                {
                    graph.Add(origin, target, $"{from.Name} -> {to.Name}");
                }
            }

            return graph.Cycle();
        }));
    }

    private static IEnumerable<string> Ancestors(string space)
    {
        for (var end = space.Length; end > 0; end = space.LastIndexOf('.', end - 1))
        {
            yield return space[..end];
        }
    }

    // The folder within the parent that a type lies in.
    private static string? Child(IType type, string parent, string root)
    {
        var space = type.Namespace.FullName;
        if (space == parent)
        {
            return parent == root ? "." : null;
        }

        return Product.IsWithin(space, parent) ? space[(parent.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsWithin(IType type, string parent) => Product.IsWithin(type.Namespace.FullName, parent);
}
