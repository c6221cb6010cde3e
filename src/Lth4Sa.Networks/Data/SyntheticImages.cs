using Lth4Sa.Search.Random;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// A generated data set of 10 classes of 8 x 8 colour images that a network can learn, but not perfectly: an image
/// is its class's smooth pattern, shifted, under a weaker pattern of another class, a colour cast and noise.
/// </summary>
internal static class SyntheticImages
{
    private const int Classes = 10, DefaultPerClass = 150, Size = 8, Waves = 3, MaxShift = 1;
    private const double Distractor = 0.6, Noise = 1.0, Cast = 0.5, Contrast = 36;

    public static LoadedImages Generate(DataSpec spec)
    {
        var perClass = spec.SyntheticPerClass ?? DefaultPerClass;
        if (perClass < 10)
        {
            throw new ArgumentException($"synthetic-per-class: {perClass} is too few; at least 10.");
        }

        var random = new Philox(spec.RandomSeed);
        var patterns = Enumerable.Range(0, Classes).Select(c => Pattern(random, c)).ToArray();
        var train = perClass * Classes;
        var test = train / 2;
        return new LoadedImages(Render(random, patterns, 0, train, "train"), Render(random, patterns, train, test, "test"));
    }

    // A sum of a few low-frequency waves in each channel, so that a shift keeps a class recognisable.
    private static double[] Pattern(Philox random, int label)
    {
        var pattern = new double[Size * Size * ImageSet.Channels];
        for (var channel = 0; channel < ImageSet.Channels; channel++)
        {
            for (var wave = 0; wave < Waves; wave++)
            {
                var index = (uint)(channel * Waves + wave) * 3;
                double Draw(uint i) => random.Uniform(RandomStream.SyntheticPrototype, (ulong)label, index + i);
                var (fx, fy, phase) = (Math.Floor(Draw(0) * 4), Math.Floor(Draw(1) * 4), Draw(2));
                for (var i = 0; i < Size * Size; i++)
                {
                    pattern[i * ImageSet.Channels + channel] +=
                        Math.Sin(2 * Math.PI * ((fx * (i % Size) + fy * (i / Size)) / Size + phase));
                }
            }
        }

        return pattern;
    }

    private static ImageSet Render(Philox random, double[][] patterns, int first, int count, string name)
    {
        const int Bytes = Size * Size * ImageSet.Channels;
        var (pixels, labels) = (new byte[count * Bytes], new int[count]);
        Parallel.For(0, count, i =>
        {
            labels[i] = i % Classes;
            RenderOne(random, patterns, (ulong)(first + i), i % Classes, pixels.AsSpan(i * Bytes, Bytes));
        });
        return new ImageSet(pixels, labels, Size, i => ImageSet.NameOf(name, i));
    }

    private static void RenderOne(Philox random, double[][] patterns, ulong image, int label, Span<byte> pixels)
    {
        int Below(int n, uint index) => random.Below(n, RandomStream.SyntheticImage, image, index);
        double Normal(uint index) => random.Normal(RandomStream.SyntheticImage, image, index);

        var other = patterns[(label + 1 + Below(Classes - 1, 0)) % Classes];
        var (dx, dy) = (Below(2 * MaxShift + 1, 1), Below(2 * MaxShift + 1, 2));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (position, channel) = (i / ImageSet.Channels, i % ImageSet.Channels);
            var (x, y) = ((position % Size + dx) % Size, (position / Size + dy) % Size);
            var value = patterns[label][(y * Size + x) * ImageSet.Channels + channel]
                + Distractor * other[i] + Cast * Normal(3 + (uint)channel) + Noise * Normal(8 + (uint)i);
            pixels[i] = (byte)Math.Clamp(128 + Contrast * value, 0, 255);
        }
    }
}
