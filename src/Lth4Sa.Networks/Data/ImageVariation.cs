using Lth4Sa.Search.Random;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// Makes of an image the square that a network sees: its centre, or what an <see cref="Augmentation"/> draws. That depends on the seed, the
/// epoch and the image alone.
/// </summary>
/// <param name="crop">Height and width of the square.</param>
internal sealed class ImageVariation(Augmentation augmentation, int crop, Philox random, int epoch)
{
    private const int Channels = ImageSet.Channels;

    /// <param name="image">H x W x 3 bytes.</param>
    /// <param name="size">W and H.</param>
    /// <param name="index">The number of the image in its set.</param>
    /// <param name="varied">crop x crop x 3 bytes.</param>
    public void Apply(ReadOnlySpan<byte> image, ImageSize size, uint index, Span<byte> varied)
    {
        var flip = augmentation.Flip && random.Uniform(RandomStream.Flip, (ulong)epoch, index) < 0.5;
        if (augmentation.ResizedCrop)
        {
            var region = RandomResizedCrop.Draw(size, random, (ulong)epoch, index);
            Resampling.Scale(image, size.Width, region, crop, flip, varied);
        }
        else
        {
            var (left, top) = Corner(size, index);
            Cut(image, size, left, top, flip, varied);
        }
    }

    private (int Left, int Top) Corner(ImageSize size, uint index)
    {
        if (augmentation.CropPadding is { } pad)
        {
            var (columns, rows) = (size.Width - crop + 2 * pad + 1, size.Height - crop + 2 * pad + 1);
            var place = random.Below(columns * rows, RandomStream.Crop, (ulong)epoch, index);
            return (place % columns - pad, place / columns - pad);
        }

        return (Half(size.Width - crop), Half(size.Height - crop));

        // To even, as torchvision's CenterCrop.
        static int Half(int spare) => (int)Math.Round(spare / 2.0);
    }

    // Black is what lies outside of the image.
    private void Cut(ReadOnlySpan<byte> image, ImageSize size, int left, int top, bool flip, Span<byte> varied)
    {
        varied.Clear();
        var (from, to) = (Math.Max(0, -left), Math.Min(crop, size.Width - left));
        for (var y = Math.Max(0, -top); y < Math.Min(crop, size.Height - top); y++)
        {
            var row = image.Slice(((y + top) * size.Width + from + left) * Channels, (to - from) * Channels);
            if (!flip)
            {
                row.CopyTo(varied[((y * crop + from) * Channels)..]);
                continue;
            }

            for (var x = from; x < to; x++)
            {
                row.Slice((x - from) * Channels, Channels).CopyTo(varied[((y * crop + crop - 1 - x) * Channels)..]);
            }
        }
    }
}
