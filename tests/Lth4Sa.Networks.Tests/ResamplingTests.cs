using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Data;
using Lth4Sa.Search.Random;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class ResamplingTests(PyTorchOracle oracle) : IClassFixture<PyTorchOracle>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Growing, shrinking, both, and as it is; at the borders and inside.
    [Theory]
    [InlineData(40, 30, 0, 0, 40, 30, 16)]
    [InlineData(40, 30, 7, 5, 11, 9, 32)]
    [InlineData(40, 30, 3, 2, 37, 28, 8)]
    [InlineData(60, 20, 10, 0, 50, 12, 24)]
    [InlineData(16, 90, 0, 21, 16, 16, 16)]
    [InlineData(5, 5, 2, 3, 1, 2, 9)]
    public void Scale_RegionOfAnImage_IsPyTorchsInterpolationWithAntialias(
        int width, int height, int left, int top, int regionWidth, int regionHeight, int size)
    {
        using var scope = NewDisposeScope();
        var image = Noise(width, height);
        var whole = tensor(image.Select(b => (double)b).ToArray(), [height, width, 3]).permute(2, 0, 1).unsqueeze(0);
        var region = whole.narrow(2, top, regionHeight).narrow(3, left, regionWidth).contiguous();
        Safetensors.Save(folder.File("image"), new Dictionary<string, Tensor> { ["x"] = region }, new Dictionary<string, string>());
        oracle.Ask(new PyTorchOracle.Resize(folder.File("image"), size, folder.File("answer")));
        var expected = Safetensors.Load(folder.File("answer")).Tensors["y"][0].permute(1, 2, 0).contiguous().data<double>().ToArray();

        var scaled = Scale(image, width, new(left, top, regionWidth, regionHeight), size);
        Assert.Equal(expected.Length, scaled.Length);
        // What was rounded differs by half a level, and by single precision.
        Assert.All(expected.Zip(scaled), pair => Assert.InRange(pair.Second - pair.First, -0.501, 0.501));
    }

    // By hand: centres of the new pixels lie at 0.25, 0.75, 1.25, 1.75 of the old ones', whose own are at 0.5 and 1.5.
    [Fact]
    public void Scale_TwoColumnsToFour_IsLinearBetweenTheirCentres() =>
        Assert.Equal([0, 25, 75, 100], Line(Scale(Columns(0, 100), 2, new(0, 0, 2, 2), 4), 4));

    // By hand: a triangle of 2 pixels to each side, 3/4, 3/4, 1/4 of the first three (the fourth is farther), over their sum.
    [Fact]
    public void Scale_FourColumnsToTwo_WeighsAllWithinReach() =>
        Assert.Equal([30, 0], Line(Scale(Columns(70, 0, 0, 0), 4, new(0, 0, 4, 4), 2), 2));

    [Fact]
    public void Scale_Flipped_IsTheMirrorImage()
    {
        var image = Noise(30, 20);
        var (plain, flipped) = (Scale(image, 30, new(4, 3, 21, 15), 12), Scale(image, 30, new(4, 3, 21, 15), 12, flip: true));
        Assert.Equal(plain.Chunk(36).SelectMany(row => row.Chunk(3).Reverse().SelectMany(pixel => pixel)), flipped);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Scale_OneColour_StaysThatColour(byte value) =>
        Assert.All(Scale([.. Enumerable.Repeat(value, 50 * 40 * 3)], 50, new(1, 2, 47, 35), 20), b => Assert.Equal(value, b));

    private static byte[] Scale(byte[] image, int width, CropRegion region, int size, bool flip = false)
    {
        var square = new byte[size * size * ImageSet.Channels];
        Resampling.Scale(image, width, region, size, flip, square);
        return square;
    }

    private static byte[] Noise(int width, int height) =>
        [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)new Philox(5).Below(256, RandomStream.SyntheticImage, 0, (uint)i))];

    // A square of grey columns.
    private static byte[] Columns(params byte[] greys) =>
        [.. Enumerable.Range(0, greys.Length).SelectMany(_ => greys.SelectMany(grey => new[] { grey, grey, grey }))];

    // The red values of the last row.
    private static int[] Line(byte[] square, int size) =>
        [.. Enumerable.Range(0, size).Select(x => (int)square[((size - 1) * size + x) * ImageSet.Channels])];
}
