using Lth4Sa.Networks.Data;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class DataTests : IDisposable
{
    private const int Cifar100Record = 3074;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cifar100_Files_AreReadAndInterleaved()
    {
        WriteCifar100("train.bin", 20);
        WriteCifar100("test.bin", 4);
        var data = DataSets.Load(new DataSpec { Dataset = "cifar100", Data = folder.Path, ValidationPerClass = 2 });
        Assert.Equal((2, 16, 4, 4), (data.Classes, data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([10, 20, 30], data.Test.Read(1)[..3]);
        Assert.Equal([0, 1, 0, 1], data.Test.Labels);
    }

    [Fact]
    public void Cifar10_SixFiles_AreRead()
    {
        foreach (var file in Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin").Append("test_batch.bin"))
        {
            var bytes = new byte[10 * 3073];
            for (var i = 0; i < 10; i++)
            {
                bytes[i * 3073] = (byte)i;
            }

            File.WriteAllBytes(folder.File(file), bytes);
        }

        var data = DataSets.Load(new DataSpec { Dataset = "cifar10", Data = folder.Path, Classes = 3 });
        Assert.Equal((3, 12, 3, 3), (data.Classes, data.Train.Count, data.Validation.Count, data.Test.Count));
    }

    [Fact]
    public void Cifar100_MissingFile_IsNamed()
    {
        WriteCifar100("train.bin", 20);
        Assert.Contains("test.bin is missing", LoadError().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar100_TruncatedFile_IsNamedWithItsLength()
    {
        WriteCifar100("train.bin", 20);
        File.WriteAllBytes(folder.File("test.bin"), new byte[Cifar100Record + 1]);
        var error = LoadError();
        Assert.Contains("test.bin is truncated", error.Message, StringComparison.Ordinal);
        Assert.Contains("3075", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar100_LabelOutOfRange_IsNamedWithItsRecord()
    {
        WriteCifar100("test.bin", 4);
        WriteCifar100("train.bin", 20);
        var bytes = File.ReadAllBytes(folder.File("train.bin"));
        bytes[3 * Cifar100Record + 1] = 100;
        File.WriteAllBytes(folder.File("train.bin"), bytes);
        Assert.Contains("record 3 has fine label 100", LoadError().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void Classes_OutOfRange_NamesTheFieldAndTheRange(int classes) => Assert.Contains(
        $"classes: {classes}", Assert.Throws<ArgumentException>(
            () => DataSets.Load(new DataSpec { Classes = classes })).Message, StringComparison.Ordinal);

    [Fact]
    public void Split_OfSynthetic_HoldsOutTheSameFromEachClassAndDependsOnTheSeed()
    {
        var data = DataSets.Load(new DataSpec { SyntheticPerClass = 20, Seed = 1 });
        Assert.All(data.Validation.Labels.GroupBy(l => l), g => Assert.Equal(4, g.Count()));
        Assert.Equal(data.Hash, DataSets.Load(new DataSpec { SyntheticPerClass = 20, Seed = 1 }).Hash);
        Assert.NotEqual(data.Hash, DataSets.Load(new DataSpec { SyntheticPerClass = 20, Seed = 2 }).Hash);
    }

    [Fact]
    public void All_OfASplit_AreTheImagesOfTheDataSetInItsOrder()
    {
        var data = DataSets.Load(new DataSpec { SyntheticPerClass = 20, Seed = 1 });
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"train#{i}"), Names(data.All));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i % 10), data.All.Labels);
        Assert.Equal(Names(data.All).Order(), Names(data.Train).Concat(Names(data.Validation)).Order());

        static IEnumerable<string> Names(ImageSet images) => Enumerable.Range(0, images.Count).Select(images.Name);
    }

    [Fact]
    public void Normalisation_OfTheTrainingImages_GivesMeanZeroAndDeviationOne()
    {
        var data = TestNetworks.Images;
        var pixels = Enumerable.Range(0, data.Train.Count).SelectMany(data.Train.Read).ToArray();
        var values = new float[pixels.Length];
        data.Normalisation.Apply(pixels, values);
        Assert.InRange(values.Average(), -0.01, 0.01);
        Assert.InRange(values.Average(v => v * v), 0.98, 1.02);
    }

    [Fact]
    public void InOrder_Batches_AreTheImagesInChannelsLast()
    {
        var data = TestNetworks.Images;
        var batch = new BatchReader(data.Test, data.Normalisation, CPU, 1).InOrder(0, 3);
        Assert.Equal([3L, 3, 8, 8], batch.Images.shape);
        Assert.Equal(1, batch.Images.stride()[1]);
        var values = new float[data.Test.ImageBytes];
        data.Normalisation.Apply(data.Test.Read(1), values);
        using var scope = NewDisposeScope();
        Assert.Equal(values[(2 * 8 + 5) * 3 + 1], batch.Images[1, 1][2, 5].item<float>());
        Assert.Equal(data.Test.Labels[..3].Select(l => (long)l), batch.Labels.data<long>().ToArray());
        batch.Dispose();
    }

    [Fact]
    public void Epoch_FlipAndCrop_MovePixelsAndNothingElse()
    {
        // One image with a single bright pixel: wherever the crop puts it, its value stays; a flip mirrors it.
        var pixels = new byte[8 * 8 * 3];
        pixels[(3 * 8 + 1) * 3] = 255;
        var images = new ImageSet([.. pixels, .. pixels], [0, 1], 8);
        var reader = new BatchReader(images, Normalisation.Of(images), CPU, 1);
        var columns = new HashSet<long>();
        for (var epoch = 0; epoch < 30; epoch++)
        {
            using var batch = reader.Epoch(epoch, 2, new Augmentation(Flip: true, CropPadding: 0)).Single();
            using var scope = NewDisposeScope();
            columns.Add(batch.Images[0, 0].argmax().item<long>());
        }

        Assert.Equal([3 * 8 + 1, 3 * 8 + 6], columns.Order());

        var places = new HashSet<long>();
        for (var epoch = 0; epoch < 200; epoch++)
        {
            using var batch = reader.Epoch(epoch, 2, new Augmentation(Flip: false, CropPadding: 1)).Single();
            using var scope = NewDisposeScope();
            places.Add(batch.Images[0, 0].argmax().item<long>());
        }

        Assert.Equal([16L, 17, 18, 24, 25, 26, 32, 33, 34], places.Order());
    }

    [Fact]
    public void RealCifar100_WhenItIsThere_HasAHundredClasses()
    {
        var directory = Environment.GetEnvironmentVariable("LTH4SA_CIFAR100") ?? FindShared();
        if (directory is null)
        {
            Console.WriteLine("Skipped: no CIFAR-100 at LTH4SA_CIFAR100 or ../shared/data/cifar-100-subset.");
            return;
        }

        var data = DataSets.Load(new DataSpec { Dataset = "cifar100", Data = directory });
        Assert.Equal(100, data.Classes);
        Assert.Equal(data.Train.Count / 4, data.Validation.Count);
        Assert.All(data.Test.Labels.GroupBy(l => l), g => Assert.Equal(data.Test.Count / 100, g.Count()));
    }

    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "cifar-100-subset");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private InvalidDataException LoadError() =>
        Assert.Throws<InvalidDataException>(() => DataSets.Load(new DataSpec { Dataset = "cifar100", Data = folder.Path }));

    // Red planes of 10 times, green of 20 times, blue of 30 times the record number modulo 3; labels alternate.
    private void WriteCifar100(string name, int records)
    {
        var bytes = new byte[records * Cifar100Record];
        for (var i = 0; i < records; i++)
        {
            bytes[i * Cifar100Record + 1] = (byte)(i % 2);
            for (var plane = 0; plane < 3; plane++)
            {
                bytes.AsSpan(i * Cifar100Record + 2 + plane * 1024, 1024).Fill((byte)(10 * (plane + 1) * (i % 3)));
            }
        }

        File.WriteAllBytes(folder.File(name), bytes);
    }
}
