using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace Lth4Sa.Architecture.Tests;

public sealed class InternalsTests
{
    public static TheoryData<string> Projects => [.. Product.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Internals_AreOpenToNoOtherProjectOfTheProduct(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Product.PathOf(Product.Projects.Single(p => p.Name == name)));
        var friends = assembly.CustomAttributes
            .Where(attribute => attribute.AttributeType.FullName == typeof(InternalsVisibleToAttribute).FullName)
            .Select(attribute => ((string)attribute.ConstructorArguments[0].Value).Split(',')[0]);
        Assert.Empty(friends.Intersect(Product.Projects.Select(p => p.Assembly)));
    }
}
