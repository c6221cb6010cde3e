namespace Lth4Sa.Networks.Data;

/// <summary>Maps a byte of a channel to (byte / 255 - mean) / deviation, by a table of 256 values for each channel.</summary>
public sealed class Normalisation
{
    private readonly float[] table = new float[ImageSet.Channels * 256];

    private Normalisation(double[] mean, double[] deviation)
    {
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)((i % 256 / 255.0 - mean[i / 256]) / deviation[i / 256]);
        }
    }

    /// <summary>What is usual for ImageNet (torchvision).</summary>
    public static Normalisation ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Mean and deviation of each channel over all pixels of these images, which may have different sizes.</summary>
    public static Normalisation Of(ImageSet images)
    {
        var counts = new long[ImageSet.Channels, 256];
        var (image, bytes) = (new byte[images.ImageBytes], 0L);
        for (var i = 0; i < images.Count; i++)
        {
            images.Read(i, image);
            var length = images.SizeOf(i).Bytes;
            bytes += length;
            for (var at = 0; at < length; at++)
            {
                counts[at % ImageSet.Channels, image[at]]++;
            }
        }

        var total = (double)bytes / ImageSet.Channels;
        var mean = new double[ImageSet.Channels];
        var deviation = new double[ImageSet.Channels];
        for (var channel = 0; channel < ImageSet.Channels; channel++)
        {
            mean[channel] = Enumerable.Range(0, 256).Sum(b => b / 255.0 * counts[channel, b]) / total;
            var variance = Enumerable.Range(0, 256).Sum(b => Math.Pow(b / 255.0 - mean[channel], 2) * counts[channel, b]) / total;
            deviation[channel] = Math.Max(Math.Sqrt(variance), 1.0 / 255);
        }

        return new Normalisation(mean, deviation);
    }

    /// <param name="pixels">Channel-interleaved bytes.</param>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        ReadOnlySpan<float> map = table;
        for (var i = 0; i + 2 < pixels.Length; i += ImageSet.Channels)
        {
            values[i] = map[pixels[i]];
            values[i + 1] = map[256 + pixels[i + 1]];
            values[i + 2] = map[512 + pixels[i + 2]];
        }
    }
}
