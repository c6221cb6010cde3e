namespace Lth4Sa.Networks.Data;

/// <summary>Where images lie: in memory, or in shards that are mapped into it. Read by several threads at once.</summary>
public abstract class Pixels
{
    /// <summary>Identifies the pixels of the images, in order.</summary>
    public abstract string Hash { get; }

    /// <param name="image">From 0.</param>
    /// <param name="into">H x W x 3 bytes.</param>
    public abstract void Read(int image, Span<byte> into);
}
