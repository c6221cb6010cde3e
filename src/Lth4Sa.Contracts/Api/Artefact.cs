namespace Lth4Sa.Contracts.Api;

/// <summary>A file that a run has left.</summary>
/// <param name="Name">The name by which it is requested.</param>
/// <param name="ContentType">The media type, as in the HTTP header of this name.</param>
public sealed record Artefact(string Name, string ContentType);
