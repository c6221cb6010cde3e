namespace Lth4Sa.Networks.Data.Images;

/// <summary>An image of a shard, or one that should be in it.</summary>
/// <param name="Width">Its width as it is kept, in pixels; 0 if it is not.</param>
/// <param name="Height">Its height as it is kept, in pixels; 0 if it is not.</param>
/// <param name="Broken">Why it is not kept; null if it is.</param>
internal sealed record ShardImage(string Path, int Label, int Width, int Height, string? Broken = null);
