namespace Lth4Sa.Networks.Data;

/// <summary>Labelled images, kept as the bytes they came as.</summary>
/// <param name="Pixels">N x H x W x 3, one byte each.</param>
/// <param name="Labels">N class numbers from 0.</param>
/// <param name="Size">H = W.</param>
public sealed record ImageSet(byte[] Pixels, int[] Labels, int Size)
{
    public const int Channels = 3;

    public int Count => Labels.Length;

    public int ImageBytes => Size * Size * Channels;

    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * ImageBytes, ImageBytes);

    /// <summary>The images at these positions, in this order.</summary>
    public ImageSet Select(IReadOnlyList<int> indices)
    {
        var pixels = new byte[indices.Count * ImageBytes];
        for (var i = 0; i < indices.Count; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * ImageBytes));
        }

        return new ImageSet(pixels, [.. indices.Select(i => Labels[i])], Size);
    }
}
