using Lth4Sa.Networks.Data;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Networks.Tests;

public sealed class RandomResizedCropTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(341, 256)]
    [InlineData(256, 256)]
    [InlineData(256, 1024)]
    [InlineData(9, 8)]
    public void Draw_AnyImage_LiesWithinItAndHasAnAllowedAreaAndRatio(int width, int height)
    {
        foreach (var region in Regions(new(width, height)))
        {
            Assert.True(region is { Left: >= 0, Top: >= 0, Width: > 0, Height: > 0 }, $"{region}");
            Assert.True(region.Left + region.Width <= width && region.Top + region.Height <= height, $"{region}");
            // Each side is rounded by half a pixel at most.
            var (w, h) = ((double)region.Width, (double)region.Height);
            Assert.InRange((w + 0.5) * (h + 0.5) / (width * height), 0.08, double.MaxValue);
            Assert.InRange((w + 0.5) / (h - 0.5), 3.0 / 4, double.MaxValue);
            Assert.InRange((w - 0.5) / (h + 0.5), 0, 4.0 / 3);
        }
    }

    // Of a square, every region of up to 3/4 of the area has room: among those nothing is drawn again, and the uniform distributions
    // are seen as they were drawn.
    [Fact]
    public void Draw_RegionsThatAlwaysHaveRoom_HaveUniformAreasRatiosAndPlaces()
    {
        const int Side = 4000;
        var regions = Regions(new(Side, Side)).Where(r => (double)r.Width * r.Height / (Side * Side) < 0.75).ToArray();
        AssertUniform(regions.Select(r => ((double)r.Width * r.Height / (Side * Side) - 0.08) / (0.75 - 0.08)));
        AssertUniform(regions.Select(r => 0.5 + 0.5 * Math.Log((double)r.Width / r.Height) / Math.Log(4.0 / 3)));
        AssertUniform(regions.Select(r => (double)r.Left / (Side - r.Width)));
        AssertUniform(regions.Select(r => (double)r.Top / (Side - r.Height)));
    }

    [Fact]
    public void Draw_WholeRangeOfAreas_IsReached()
    {
        var shares = Regions(new(400, 300)).Select(r => r.Width * r.Height / 120_000.0).Order().ToArray();
        Assert.InRange(shares[0], 0.079, 0.085);
        Assert.InRange(shares[^1], 0.97, 1);
    }

    [Theory]
    [InlineData(1000, 10, 493, 0, 13, 10)]
    [InlineData(10, 1000, 0, 493, 10, 13)]
    public void Draw_TenTriesWithoutRoom_TakesTheLargestCentredRegion(int width, int height, int left, int top, int w, int h) =>
        Assert.InRange(Regions(new(width, height)).Count(r => r == new CropRegion(left, top, w, h)), Draws * 9 / 10, Draws);

    [Fact]
    public void Draw_AnotherSeedEpochOrImage_IsAnotherRegionAndTheSameIsTheSame()
    {
        CropRegion Draw(ulong seed, ulong epoch, uint image) => RandomResizedCrop.Draw(new(341, 256), new Philox(seed), epoch, image);
        Assert.Equal(Draw(1, 2, 3), Draw(1, 2, 3));
        Assert.Equal(4, new[] { Draw(1, 2, 3), Draw(2, 2, 3), Draw(1, 3, 3), Draw(1, 2, 4) }.Distinct().Count());
    }

    private static IEnumerable<CropRegion> Regions(ImageSize size) =>
        Enumerable.Range(0, Draws).Select(i => RandomResizedCrop.Draw(size, new Philox(7), (ulong)(i % 10), (uint)(i / 10)));

    // Kolmogorov and Smirnov: the largest distance to the uniform distribution is above 1.95 / sqrt(n) once in a thousand times.
    private static void AssertUniform(IEnumerable<double> shares)
    {
        var sorted = shares.Order().ToArray();
        Assert.InRange(sorted.Length, Draws / 2, Draws);
        var distance = sorted.Select((share, i) => Math.Max(Math.Abs(share - (double)i / sorted.Length),
            Math.Abs(share - (i + 1.0) / sorted.Length))).Max();
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(sorted.Length));
    }
}
