namespace Lth4Sa.Architecture.Tests;

/// <summary>A project of the product.</summary>
/// <param name="Folder">Its folder, relative to the repository.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Namespace">The namespace of the files that lie in <paramref name="Folder"/> itself.</param>
public sealed record Project(string Folder, string Assembly, string Namespace)
{
    /// <summary>The name that the rules use: the namespace without the product's.</summary>
    public string Name => Namespace[(Product.Prefix.Length + 1)..];

    public override string ToString() => Name;
}
