namespace Lth4Sa.Networks.Data.Images;

/// <summary>An image as a shard keeps it.</summary>
/// <param name="Pixels">H x W x 3 bytes.</param>
internal sealed record KeptImage(ImageSize Size, byte[] Pixels)
{
    /// <summary>
    /// How many times the shorter side the longer one may be; of longer panoramas the centre is kept. Random resized crops are 4/3 times
    /// as wide as high at most, so that little is lost, and an image of a few rows does not become millions of pixels.
    /// </summary>
    public const int LongestRatio = 4;

    /// <summary>
    /// The size that an image is kept in: the shorter side brought to <paramref name="shorter"/> and the longer one as its ratio says,
    /// rounded down as torchvision's Resize does, up to <see cref="LongestRatio"/> times the shorter.
    /// </summary>
    public static ImageSize SizeFor(int width, int height, int shorter)
    {
        var longer = (int)Math.Min((long)LongestRatio * shorter, (long)shorter * Math.Max(width, height) / Math.Min(width, height));
        return width < height ? new(shorter, longer) : new(longer, shorter);
    }

    /// <summary>Whether an image can have been kept in this size.</summary>
    public static bool Allows(ImageSize size, int shorter) =>
        Math.Min(size.Width, size.Height) == shorter && Math.Max(size.Width, size.Height) <= LongestRatio * shorter;
}
