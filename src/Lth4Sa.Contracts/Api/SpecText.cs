namespace Lth4Sa.Contracts.Api;

/// <summary>A text that describes runs.</summary>
/// <param name="Name">The name of the text in messages: the name of a file, or "spec".</param>
/// <param name="Text">The text: YAML, or JSON, which is YAML too.</param>
public sealed record SpecText(string Name, string Text);
