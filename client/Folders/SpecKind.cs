namespace Lth4Sa.Cli.Folders;

/// <summary>How a folder treats the specs of one kind.</summary>
/// <param name="Resolve">What is wanted, with what the folder keeps (null at first) where it was left open.</param>
/// <param name="Fields">What must agree for two specs to be of one run.</param>
public sealed record SpecKind<TSpec>(Func<TSpec, TSpec?, TSpec> Resolve, IReadOnlyList<(string Name, Func<TSpec, object?> Value)> Fields);
