namespace Lth4Sa.Networks.Data;

/// <summary>The place where images lie: memory, or shards that are mapped into it. It is read by several threads at once.</summary>
public abstract class Pixels
{
    /// <summary>Identifies the pixels of the images, in order.</summary>
    public abstract string Hash { get; }

    /// <param name="image">The index of the image, from 0.</param>
    /// <param name="into">H x W x 3 bytes.</param>
    public abstract void Read(int image, Span<byte> into);
}
