namespace Lth4Sa.Networks.Data;

/// <summary>Width and height of an image, in pixels.</summary>
public readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>Bytes of the image's pixels, three for each.</summary>
    public int Bytes => Width * Height * ImageSet.Channels;
}
