namespace Lth4Sa.Networks.Data;

/// <summary>
/// What each pixel of a line of one length takes of the pixels of a line of another: a triangle over the nearest two where the line grows,
/// and one as wide as the scale where it shrinks, so that every pixel counts (antialias). These are the weights of Pillow's BILINEAR,
/// which torchvision scales crops with, and of PyTorch's interpolation with antialias.
/// </summary>
internal sealed class BilinearKernel
{
    private readonly int[] firsts;
    private readonly float[] weights;

    /// <param name="from">Pixels of the line that is there, at least 1.</param>
    /// <param name="to">Pixels of the line that is made.</param>
    public BilinearKernel(int from, int to)
    {
        var scale = (double)from / to;
        var reach = Math.Max(scale, 1);
        // As many for each pixel, if some are 0: a loop of one length is the one that processors foresee.
        Taps = Math.Min(from, (int)Math.Ceiling(2 * reach));
        (firsts, weights) = (new int[to], new float[to * Taps]);
        Span<double> line = stackalloc double[Taps];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            firsts[i] = Math.Clamp((int)(centre - reach + 0.5), 0, from - Taps);
            var sum = 0.0;
            for (var tap = 0; tap < Taps; tap++)
            {
                line[tap] = Math.Max(0, 1 - Math.Abs(firsts[i] + tap + 0.5 - centre) / reach);
                sum += line[tap];
            }

            for (var tap = 0; tap < Taps; tap++)
            {
                weights[i * Taps + tap] = (float)(line[tap] / sum);
            }
        }
    }

    /// <summary>The number of neighbours that a pixel takes something of.</summary>
    public int Taps { get; }

    /// <summary>The first of them.</summary>
    public int First(int pixel) => firsts[pixel];

    /// <summary>The share of each; their sum is 1.</summary>
    public ReadOnlySpan<float> Weights(int pixel) => weights.AsSpan(pixel * Taps, Taps);
}
