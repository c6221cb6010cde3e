using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class AugmentationTests
{
    public static TheoryData<string> Names => [.. Augmentations.Registry.Names];

    [Theory]
    [InlineData("resnet38", "flip")]
    [InlineData("resnet164", "crop-flip")]
    [InlineData("resnet50", "resized-crop-flip")]
    public void Recipes_EachKindOfBackbone_TakesItsAugmentation(string backbone, string name)
    {
        var expected = Augmentations.Registry.Get(name);
        Assert.Equal(expected, Recipes.Supernet(Backbone.Parse(backbone)).Augmentation);
        Assert.Equal(expected, Recipes.StandAlone(Backbone.Parse(backbone)).Augmentation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Epoch_AnyAugmentation_IsTheSameAgainAndHasTheCropsSize(string name)
    {
        var (images, augmentation) = (Gradients(), Augmentations.Registry.Get(name));
        float[] Values(ulong seed, int epoch)
        {
            using var batch = new BatchReader(images, Normalisation.ImageNet, CPU, seed).Epoch(epoch, images.Count, augmentation).Single();
            Assert.Equal([images.Count, 3L, 12, 12], batch.Images.shape);
            return batch.Images.contiguous().data<float>().ToArray();
        }

        var first = Values(1, 0);
        Assert.Equal(first, Values(1, 0));
        Assert.NotEqual(first, Values(1, 1));
        Assert.NotEqual(first, Values(2, 0));
    }

    // Brightness grows to the right, by more where a region of more columns is scaled down; a flip makes it fall.
    [Fact]
    public void Epoch_ResizedCropFlip_FlipsHalfAndShowsRegionsOfAllWidths()
    {
        var images = Gradients();
        var reader = new BatchReader(images, Normalisation.ImageNet, CPU, 1);
        var rises = new List<double>();
        for (var epoch = 0; epoch < 50; epoch++)
        {
            using var scope = NewDisposeScope();
            using var batch = reader.Epoch(epoch, images.Count, Augmentations.Registry.Get(Augmentations.ResizedCropFlip)).Single();
            using var middle = batch.Images[TensorIndex.Colon, 0, 6];
            for (var i = 0; i < images.Count; i++)
            {
                // Levels of 256 between the second column and the last but one, in columns of the image.
                rises.Add((middle[i, 10].item<float>() - middle[i, 1].item<float>()) * 0.229 * 255 / LevelsOfColumn * 12 / 9);
            }
        }

        Assert.InRange(rises.Count(r => r < 0), rises.Count * 0.46, rises.Count * 0.54);
        Assert.InRange(rises.Min(Math.Abs), 3, 6);
        Assert.InRange(rises.Max(Math.Abs), 18, 26);
    }

    [Fact]
    public void InOrder_ImagesOfDifferentSizes_AreTheirCentres()
    {
        var images = Gradients();
        using var batch = new BatchReader(images, Normalisation.ImageNet, CPU, 1).InOrder(0, images.Count);
        using var scope = NewDisposeScope();
        for (var i = 0; i < images.Count; i++)
        {
            var level = (batch.Images[i, 0][0, 0].item<float>() * 0.229 + 0.485) * 255;
            // 20 columns: 4 are left out on either side. 21 and 23: 4.5 and 5.5 go to the even one.
            Assert.Equal(LevelsOfColumn * (images.SizeOf(i).Width switch { 16 => 2, 20 => 4, 21 => 4, _ => 6 }), level, 0.01);
        }
    }

    [Fact]
    public void Normalisation_OfImagesOfDifferentSizes_WeighsEveryPixelAlike()
    {
        // 16 x 16 black pixels and 16 x 48 white ones: a mean of 3/4 and a deviation of sqrt(3) / 4.
        ImageSize[] sizes = [new(16, 16), new(48, 16)];
        var images = new ImageSet(new Pictures(sizes, (image, _) => (byte)(255 * image)), [0, 1], 16, 12, i => $"{i}");
        var values = new float[6];
        Normalisation.Of(images).Apply([0, 0, 0, 255, 255, 255], values);
        Assert.Equal(-Math.Sqrt(3), values[0], 0.0001);
        Assert.Equal(1 / Math.Sqrt(3), values[5], 0.0001);
    }

    private const int LevelsOfColumn = 5;

    private static ImageSet Gradients()
    {
        ImageSize[] sizes = [.. Enumerable.Range(0, 32).Select(i => new ImageSize((i % 4) switch { 0 => 16, 1 => 20, 2 => 21, _ => 23 }, 16))];
        return new ImageSet(new Pictures(sizes, (_, column) => (byte)(column * LevelsOfColumn)), new int[sizes.Length], 16, 12, i => $"{i}");
    }

    /// <summary>Pictures of grey columns.</summary>
    private sealed class Pictures(ImageSize[] sizes, Func<int, int, byte> grey) : Pixels
    {
        public override string Hash => "";

        public override ImageSize SizeOf(int image) => sizes[image];

        public override void Read(int image, Span<byte> into)
        {
            for (var i = 0; i < sizes[image].Bytes; i++)
            {
                into[i] = grey(image, i / ImageSet.Channels % sizes[image].Width);
            }
        }
    }
}
