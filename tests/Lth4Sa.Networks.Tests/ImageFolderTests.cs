using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Data.Images;
using Microsoft.Extensions.Time.Testing;
using NetVips;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder source = new();
    private readonly TemporaryFolder output = new();

    public ImageFolderTests() => LibVips.Require();

    public void Dispose()
    {
        source.Dispose();
        output.Dispose();
    }

    [Fact]
    public void Prepare_JpegAndPng_AreScaledAndReadBackWhole()
    {
        // A wide image: red, green, red, 35 x 10.
        using (var red = Colour(12, 10, 250, 0, 0))
        using (var green = Colour(11, 10, 0, 250, 0))
        using (var wide = red.Join(green, Enums.Direction.Horizontal).Join(red, Enums.Direction.Horizontal))
        {
            Save(wide, "train/a/wide.PNG");
        }

        WriteImages();
        var result = Prepare(Options);
        Assert.True(result.Written);
        Assert.Equal((2, 7, 4), (result.Classes, result.Train, result.Test));
        var data = DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 });
        Assert.Equal((2, 5, 2, 4), (data.Classes, data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal((16, 12), (data.Test.Size, data.Test.Crop));

        var all = new[] { data.Train, data.Validation }.SelectMany(
                s => Enumerable.Range(0, s.Count).Select(i => (Name: s.Name(i), Size: s.SizeOf(i), Pixels: s.Read(i))))
            .ToDictionary(i => i.Name);
        Assert.Equal(new ImageSize(56, 16), all["train/a/wide.PNG"].Size);
        var row = all["train/a/wide.PNG"].Pixels[(15 * 56 * 3)..];
        Assert.Equal([250, 0, 0], row[..3]);
        Assert.Equal([0, 250, 0], row[(28 * 3)..(28 * 3 + 3)]);
        Assert.Equal([250, 0, 0], row[^3..]);
        // 30 x 24 and 16 x 40.
        Assert.Equal(new ImageSize(20, 16), all["train/a/1.jpeg"].Size);
        Assert.All(all["train/a/1.jpeg"].Pixels.Where((_, i) => i % 3 == 0), red => Assert.InRange(red, 95, 105));
        Assert.Equal(new ImageSize(16, 40), all["train/a/alpha.png"].Size);
        Assert.Equal([10, 20, 30], all["train/a/alpha.png"].Pixels[^3..]);
        Assert.Equal(all["train/b/grey.png"].Pixels[0], all["train/b/grey.png"].Pixels[2]);
        Assert.All(data.Validation.Labels.Zip(Enumerable.Range(0, 2).Select(data.Validation.Name)),
            i => Assert.Contains(i.First == 0 ? "/a/" : "/b/", i.Second, StringComparison.Ordinal));
        Assert.Contains(data.Validation.Name(0), data.Manifest, StringComparison.Ordinal);
    }

    // 300 x 10: the centre of four times the shorter side has no red.
    [Theory]
    [InlineData(false, 64, 16)]
    [InlineData(true, 16, 64)]
    public void Prepare_LongPanorama_KeepsItsCentre(bool upright, int width, int height)
    {
        WriteImages();
        using (var red = Colour(100, 10, 250, 0, 0))
        using (var green = Colour(100, 10, 0, 250, 0))
        using (var wide = red.Join(green, Enums.Direction.Horizontal).Join(red, Enums.Direction.Horizontal))
        using (var turned = upright ? wide.Rot(Enums.Angle.D90) : wide.Copy())
        {
            Save(turned, "val/a/panorama.png");
        }

        Prepare(Options);
        var test = DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 }).Test;
        var image = Enumerable.Range(0, test.Count).Single(i => test.Name(i) == "val/a/panorama.png");
        Assert.Equal(new ImageSize(width, height), test.SizeOf(image));
        Assert.All(test.Read(image).Chunk(3), pixel => Assert.Equal([0, 250, 0], pixel));
    }

    [Fact]
    public void Prepare_ThenTrainingBatches_AreResizedCropsOfOneSize()
    {
        WriteImages();
        Prepare(Options);
        var data = DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 });
        var reader = new BatchReader(data.Train, data.Normalisation, CPU, 1);
        using var batch = reader.Epoch(0, data.Train.Count, Augmentations.Registry.Get(Augmentations.ResizedCropFlip)).Single();
        Assert.Equal([data.Train.Count, 3L, 12, 12], batch.Images.shape);
    }

    [Fact]
    public void Prepare_CmykAndSixteenBits_BecomeEightBitRgb()
    {
        WriteImages();
        using (var cmyk = Colour(20, 20, 200, 30, 30).Colourspace(Enums.Interpretation.Cmyk))
        using (var deep = Colour(20, 20, 200, 30, 30).Colourspace(Enums.Interpretation.Rgb16))
        {
            Save(cmyk, "val/a/cmyk.jpeg");
            Save(deep, "val/b/deep.png");
        }

        Assert.Empty(Prepare(Options).Broken);
        var test = DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 }).Test;
        foreach (var name in new[] { "val/a/cmyk.jpeg", "val/b/deep.png" })
        {
            var pixels = test.Read(Enumerable.Range(0, test.Count).Single(i => test.Name(i) == name));
            Assert.InRange(pixels[0], 170, 230);
            Assert.InRange(pixels[1], 0, 70);
        }
    }

    [Fact]
    public void Prepare_MissingAndBrokenImages_AreNamedAndStopTheRunUnlessSkipped()
    {
        WriteImages();
        File.WriteAllText(source.File("train/a/text.jpg"), "this is no image");
        File.WriteAllBytes(source.File("train/a/empty.png"), []);
        File.CreateSymbolicLink(source.File("train/b/gone.jpeg"), source.File("nowhere"));
        var whole = File.ReadAllBytes(source.File("val/b/1.jpeg"));
        File.WriteAllBytes(source.File("val/b/cut.jpeg"), whole[..(whole.Length / 2)]);

        var stopped = Prepare(Options);
        Assert.False(stopped.Written);
        Assert.Equal(["train/a/empty.png", "train/a/text.jpg", "train/b/gone.jpeg", "val/b/cut.jpeg"], stopped.Broken.Select(b => b.Path));
        Assert.Contains("empty", stopped.Broken[0].Reason, StringComparison.Ordinal);
        Assert.Contains("neither JPEG nor PNG", stopped.Broken[1].Reason, StringComparison.Ordinal);
        Assert.Contains("missing", stopped.Broken[2].Reason, StringComparison.Ordinal);
        Assert.Contains("damaged", stopped.Broken[3].Reason, StringComparison.Ordinal);
        Assert.Null(DataSets.Detect(output.Path));

        var skipped = Prepare(Options with { SkipBroken = true });
        Assert.True(skipped.Written);
        Assert.Equal((6, 4, 4), (skipped.Train, skipped.Test, skipped.Broken.Count));
        Assert.Equal(DataSets.ImageFolder, DataSets.Detect(output.Path));
        var data = DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 });
        Assert.Equal(4, data.Train.Count);
    }

    [Fact]
    public void Prepare_Interrupted_KeepsWholeShardsAndGoesOn()
    {
        WriteImages();
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => ImagePreparation.Prepare(Options, new FakeTimeProvider(), status =>
        {
            if (status.Images > 0)
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.False(File.Exists(output.File("dataset.json")));
        var written = File.GetLastWriteTimeUtc(output.File("train-00000.images"));

        Assert.True(Prepare(Options).Written);
        Assert.Equal(written, File.GetLastWriteTimeUtc(output.File("train-00000.images")));

        // Another size is another shard; so is another image of the same name.
        Assert.True(Prepare(Options with { Size = 20 }).Written);
        Assert.Equal((20 * 50 + 5 * 25 * 20) * 3, new FileInfo(output.File("train-00000.images")).Length);
    }

    [Fact]
    public void Prepare_Limits_TakeTheFirstClassesAndImages()
    {
        WriteImages();
        using (var more = Colour(20, 20, 1, 2, 3))
        {
            Save(more, "train/c/1.png");
            Save(more, "val/c/1.png");
        }

        var result = Prepare(Options with { Classes = 2, TrainPerClass = 2, TestPerClass = 1 });
        Assert.Equal((2, 4, 2), (result.Classes, result.Train, result.Test));
    }

    [Fact]
    public void Load_ShardThatChanged_IsRefusedByItsHash()
    {
        WriteImages();
        Prepare(Options);
        var path = output.File("test-00000.images");
        var bytes = File.ReadAllBytes(path);
        bytes[100] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("test-00000.images is damaged: its SHA-256", LoadError(), StringComparison.Ordinal);
        // Preparing again mends it.
        Prepare(Options);
        DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 });
        File.WriteAllBytes(path, bytes[..^1]);
        Assert.Contains("test-00000.images is missing or truncated", LoadError(), StringComparison.Ordinal);
        File.WriteAllText(output.File("dataset.json"), "{}");
        Assert.Contains("dataset.json is damaged", LoadError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\":2", "\"format\":1", "of another version: format 1, expected 2. Prepare the images again, with `lth4sa data prepare")]
    [InlineData("\"width\":20,\"height\":16", "\"width\":20,\"height\":15", "20 x 15 pixels, expected a shorter side of 16")]
    [InlineData("\"width\":20,\"height\":16", "\"width\":65,\"height\":16", "65 x 16 pixels, expected a shorter side of 16 and a longer one of 16 to 64")]
    [InlineData("\"width\":20,\"height\":16", "\"width\":21,\"height\":16", "is missing or truncated")]
    [InlineData("\"label\":1", "\"label\":2", "has the label 2, there are 2 classes")]
    public void Load_DescriptionOfAnotherFormOrSize_IsRefused(string found, string instead, string expected)
    {
        WriteImages();
        Prepare(Options);
        var description = File.ReadAllText(output.File("dataset.json"));
        Assert.Contains(found, description, StringComparison.Ordinal);
        File.WriteAllText(output.File("dataset.json"), description.Replace(found, instead, StringComparison.Ordinal));
        Assert.Contains(expected, LoadError(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_SamePixelsInAnotherSize_IsAnother()
    {
        // A colour alone says nothing of width and height: what an upright and a wide image hold is the same.
        string HashOf(int width, int height)
        {
            foreach (var name in new[] { "train/a/1.png", "train/a/2.png", "train/b/1.png", "train/b/2.png", "val/a/1.png", "val/b/1.png" })
            {
                using var image = Colour(width, height, 10, 20, 30);
                Save(image, name);
            }

            Prepare(Options);
            return DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path, ValidationPerClass = 1 }).Train.Hash;
        }

        var wide = HashOf(32, 16);
        Assert.NotEqual(wide, HashOf(16, 32));
        Assert.Equal(wide, HashOf(32, 16));
    }

    [Theory]
    [InlineData("size: 4", 4, 4, null)]
    [InlineData("crop: 20", 16, 20, null)]
    [InlineData("classes: 1", 16, 12, 1)]
    public void Validate_BadOption_NamesFieldAndValue(string expected, int size, int crop, int? classes) => Assert.Contains(
        (Options with { Size = size, Crop = crop, Classes = classes }).Validate(), e => e.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void Hash_OfAnotherCropOrOtherLabels_IsAnother()
    {
        ImageSet Images(int crop, params int[] labels) => new(new Squares([], 6), labels, 6, crop, i => $"{i}");
        Assert.Equal(Images(4, 0, 1).Hash, Images(4, 0, 1).Hash);
        Assert.NotEqual(Images(4, 0, 1).Hash, Images(5, 0, 1).Hash);
        Assert.NotEqual(Images(4, 0, 1).Hash, Images(4, 1, 0).Hash);
    }

    [Fact]
    public void Prepare_OtherLayout_SaysWhatIsExpected() =>
        Assert.Contains("train/CLASS", Assert.Throws<InvalidDataException>(() => Prepare(Options)).Message, StringComparison.Ordinal);

    [Fact]
    public void BatchReader_ImagesLargerThanTheCrop_TakesTheCentreOrAnyPlace()
    {
        // Every pixel has its own value, so that a crop's first pixel says where it starts.
        var pixels = Enumerable.Range(0, 6 * 6).SelectMany(i => new byte[] { (byte)i, 0, 0 }).ToArray();
        var images = new ImageSet(new Squares([.. pixels, .. pixels], 6), [0, 1], 6, 4, i => $"{i}");
        var reader = new BatchReader(images, Normalisation.ImageNet, CPU, 1);
        int First(Batch batch)
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                Assert.Equal([2L, 3, 4, 4], batch.Images.shape);
                return (int)Math.Round((batch.Images[0, 0][0, 0].item<float>() * 0.229 + 0.485) * 255);
            }
        }

        Assert.Equal(7, First(reader.InOrder(0, 2)));
        var random = new Augmentation(Flip: false, CropPadding: 0);
        var places = Enumerable.Range(0, 100).Select(epoch => First(reader.Epoch(epoch, 2, random).Single())).Distinct();
        Assert.Equal([0, 1, 2, 6, 7, 8, 12, 13, 14], places.Order());
    }

    private PreparationOptions Options => new() { Source = source.Path, Output = output.Path, Size = 16, Crop = 12 };

    private static PreparationResult Prepare(PreparationOptions options) =>
        ImagePreparation.Prepare(options, TimeProvider.System, _ => { }, CancellationToken.None);

    private string LoadError() =>
        Assert.Throws<InvalidDataException>(
            () => DataSets.Load(new DataSpec { Dataset = DataSets.ImageFolder, Data = output.Path })).Message;

    private void WriteImages()
    {
        foreach (var label in new[] { "a", "b" })
        {
            using var image = Colour(30, 24, 100, 150, 200);
            Save(image, $"train/{label}/1.jpeg");
            Save(image, $"train/{label}/2.png");
            Save(image, $"val/{label}/1.jpeg");
            Save(image, $"val/{label}/2.jpg");
        }

        using var grey = Colour(30, 24, 100, 150, 200).Colourspace(Enums.Interpretation.Bw);
        Save(grey, "train/b/grey.png");
        using var transparent = Colour(16, 40, 10, 20, 30).Bandjoin(255);
        Save(transparent, "train/a/alpha.png");
    }

    private void Save(Image image, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(source.File(name))!);
        image.WriteToFile(source.File(name));
    }

    private static Image Colour(int width, int height, double red, double green, double blue) =>
        (Image.Black(width, height, bands: 3) + new[] { red, green, blue }).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    private sealed class Squares(byte[] bytes, int size) : Pixels
    {
        public override string Hash => "";

        public override ImageSize SizeOf(int image) => new(size, size);

        public override void Read(int image, Span<byte> into) =>
            bytes.AsSpan(image * SizeOf(image).Bytes, SizeOf(image).Bytes).CopyTo(into);
    }
}
