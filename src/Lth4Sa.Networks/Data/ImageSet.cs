using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Networks.Data;

/// <summary>Labelled images, kept as the bytes they came as. They may have different sizes, but one shorter side.</summary>
public sealed class ImageSet
{
    public const int Channels = 3;

    private readonly Pixels pixels;
    private readonly int[] positions;
    private readonly Func<int, string> name;
    private readonly Lazy<int> imageBytes;

    /// <param name="pixels">N x H x W x 3, one byte each.</param>
    /// <param name="labels">N class numbers from 0.</param>
    /// <param name="size">H = W.</param>
    /// <param name="name">The name of an image, from 0; default image#i.</param>
    public ImageSet(byte[] pixels, int[] labels, int size, Func<int, string>? name = null)
        : this(new MemoryPixels(pixels, new(size, size)), labels, size, size, name ?? (i => NameOf("image", i)))
    {
    }

    /// <param name="pixels">N images.</param>
    /// <param name="labels">N class numbers from 0.</param>
    /// <param name="size">The shorter side of each image.</param>
    /// <param name="crop">Height and width of what a network sees of an image, at most <paramref name="size"/>.</param>
    /// <param name="name">The name of an image, from 0.</param>
    public ImageSet(Pixels pixels, int[] labels, int size, int crop, Func<int, string> name)
        : this(pixels, [.. Enumerable.Range(0, labels.Length)], labels, size, crop, name)
    {
    }

    private ImageSet(Pixels pixels, int[] positions, int[] labels, int size, int crop, Func<int, string> name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(crop, size);
        (this.pixels, this.positions, Labels, Size, Crop, this.name) = (pixels, positions, labels, size, crop, name);
        imageBytes = new(() => positions.Select(position => pixels.SizeOf(position).Bytes).DefaultIfEmpty().Max());
    }

    public int[] Labels { get; }

    /// <summary>The shorter side of the images as they are kept, in pixels.</summary>
    public int Size { get; }

    /// <summary>Height and width of what a network sees of them.</summary>
    public int Crop { get; }

    public int Count => Labels.Length;

    /// <summary>The bytes of the largest image: what a buffer for any of them takes.</summary>
    public int ImageBytes => imageBytes.Value;

    /// <summary>SHA-256 that follows from the images, their sizes, their order, their labels and what a network sees of them.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(pixels.Hash));
            hash.AppendData(MemoryMarshal.AsBytes(positions.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(Labels.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes([Size, Crop]));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    public string Name(int image) => name(positions[image]);

    /// <summary>Width and height of an image as it is kept.</summary>
    public ImageSize SizeOf(int image) => pixels.SizeOf(positions[image]);

    public void Read(int image, Span<byte> into) => pixels.Read(positions[image], into);

    public byte[] Read(int image)
    {
        var bytes = new byte[SizeOf(image).Bytes];
        Read(image, bytes);
        return bytes;
    }

    /// <summary>The images at these positions, in this order; nothing is copied.</summary>
    public ImageSet Select(IReadOnlyList<int> indices) =>
        new(pixels, [.. indices.Select(i => positions[i])], [.. indices.Select(i => Labels[i])], Size, Crop, name);

    /// <summary>source#i.</summary>
    internal static string NameOf(string source, int image) => string.Create(CultureInfo.InvariantCulture, $"{source}#{image}");
}
