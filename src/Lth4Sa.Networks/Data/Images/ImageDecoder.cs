using NetVips;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>Decodes JPEG and PNG with libvips: three channels of 8 bits in sRGB, whatever the file holds.</summary>
internal static class ImageDecoder
{
    static ImageDecoder()
    {
        // Every image is seen once, and images are decoded side by side.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
    }

    /// <summary>The whole image with its shorter side brought to <paramref name="size"/>, or the centre of a panorama.</summary>
    /// <exception cref="InvalidDataException">The file is missing, empty, neither JPEG nor PNG, or damaged.</exception>
    public static KeptImage Decode(string path, int size)
    {
        var bytes = Read(path);
        if (bytes is not ([0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]))
        {
            throw new InvalidDataException(bytes.Length == 0 ? "empty" : "neither JPEG nor PNG");
        }

        try
        {
            using var header = Image.NewFromBuffer(bytes);
            var kept = KeptImage.SizeFor(header.Width, header.Height, size);
            // Not turned by its EXIF orientation, as the usual ImageNet loaders do not.
            using var scaled = Image.ThumbnailBuffer(
                bytes, kept.Width, height: kept.Height, size: Enums.Size.Both, crop: Enums.Interesting.Centre, noRotate: true,
                failOn: Enums.FailOn.Truncated);
            using var opaque = scaled.HasAlpha() ? scaled.Flatten() : scaled.Copy();
            using var colours = opaque.Colourspace(Enums.Interpretation.Srgb);
            using var plain = colours.Cast(Enums.BandFormat.Uchar);
            var pixels = plain.WriteToMemory<byte>();
            return pixels.Length == kept.Bytes
                ? new KeptImage(kept, pixels)
                : throw new InvalidDataException($"{plain.Width} x {plain.Height} x {plain.Bands} after scaling");
        }
        catch (VipsException damaged)
        {
            throw new InvalidDataException("damaged: " + damaged.Message.ReplaceLineEndings(" ").Trim(), damaged);
        }
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // A link to nothing.
            throw new InvalidDataException("missing", missing);
        }
    }
}
