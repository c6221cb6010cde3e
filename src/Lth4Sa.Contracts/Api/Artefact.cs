namespace Lth4Sa.Contracts.Api;

/// <summary>A file that a run has left.</summary>
/// <param name="Name">Its name, by which it is asked for.</param>
/// <param name="ContentType">Its media type, as HTTP has it.</param>
public sealed record Artefact(string Name, string ContentType);
