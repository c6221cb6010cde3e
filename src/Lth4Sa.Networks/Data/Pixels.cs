namespace Lth4Sa.Networks.Data;

/// <summary>The place where images lie: memory, or shards that are mapped into it. It is read by several threads at once.</summary>
public abstract class Pixels
{
    /// <summary>Identifies the pixels of the images, in order, and their sizes where they have not all the same.</summary>
    public abstract string Hash { get; }

    /// <summary>Width and height of an image.</summary>
    /// <param name="image">The index of the image, from 0.</param>
    public abstract ImageSize SizeOf(int image);

    /// <summary>Reads an image.</summary>
    /// <param name="image">The index of the image, from 0.</param>
    /// <param name="into">Its H x W x 3 bytes and, where it is longer, what is left alone.</param>
    public abstract void Read(int image, Span<byte> into);
}
