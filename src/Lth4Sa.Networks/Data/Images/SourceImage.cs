namespace Lth4Sa.Networks.Data.Images;

/// <param name="Path">Below the folder, with forward slashes: what the image is called.</param>
/// <param name="Label">Its class, from 0.</param>
internal sealed record SourceImage(string Path, int Label);
