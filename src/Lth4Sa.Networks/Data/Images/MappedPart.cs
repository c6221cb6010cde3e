namespace Lth4Sa.Networks.Data.Images;

/// <summary>A shard that is to be mapped.</summary>
/// <param name="Images">The sizes of its images, in order.</param>
/// <param name="Sha256">What the SHA-256 of the file must be.</param>
internal sealed record MappedPart(string Path, ImageSize[] Images, string Sha256)
{
    /// <summary>The bytes that the file must have.</summary>
    public long Bytes => Images.Sum(image => (long)image.Bytes);
}
