namespace Lth4Sa.Networks.Data.Images;

/// <summary>An image of a shard, or one that should be in it.</summary>
/// <param name="Broken">Why it is not; null if it is.</param>
internal sealed record ShardImage(string Path, int Label, string? Broken = null);
