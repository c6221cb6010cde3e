namespace Lth4Sa.Networks.Data;

/// <summary>
/// The binary files of CIFAR-10 and CIFAR-100 (A. Krizhevsky, 2009): records of label bytes followed by 3,072 bytes
/// of 32 x 32 RGB planes.
/// </summary>
/// <param name="Limits">The label bytes: the name of each and how many values it can have; the last one is the class.</param>
internal sealed record CifarBinary(string Name, string[] TrainFiles, string[] TestFiles, (string Label, int Count)[] Limits)
{
    private const int Size = 32, PlaneBytes = Size * Size;

    public static CifarBinary Cifar10 { get; } = new("CIFAR-10",
        [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")], ["test_batch.bin"], [("label", 10)]);

    public static CifarBinary Cifar100 { get; } = new("CIFAR-100",
        ["train.bin"], ["test.bin"], [("coarse label", 20), ("fine label", 100)]);

    private int RecordBytes => Limits.Length + ImageSet.Channels * PlaneBytes;

    /// <summary>Whether the files are there.</summary>
    public bool IsIn(string directory) => TrainFiles.Concat(TestFiles).All(file => File.Exists(Path.Combine(directory, file)));

    public LoadedImages Read(string? directory)
    {
        if (directory is null)
        {
            throw new ArgumentException($"data: {Name} needs the folder of its binary files, --data DIR.");
        }

        return new LoadedImages(ReadAll(directory, TrainFiles), ReadAll(directory, TestFiles));
    }

    private ImageSet ReadAll(string directory, string[] files)
    {
        var records = files.Select(file => ReadRecords(Path.Combine(directory, file))).ToArray();
        var count = records.Sum(r => r.Length) / RecordBytes;
        var pixels = new byte[count * ImageSet.Channels * PlaneBytes];
        var labels = new int[count];
        var image = 0;
        foreach (var file in records)
        {
            for (var at = 0; at < file.Length; at += RecordBytes, image++)
            {
                labels[image] = file[at + Limits.Length - 1];
                Interleave(
                    file.AsSpan(at + Limits.Length, RecordBytes - Limits.Length), pixels.AsSpan(image * ImageSet.Channels * PlaneBytes));
            }
        }

        return new ImageSet(pixels, labels, Size, NameOf);

        string NameOf(int record)
        {
            var file = 0;
            for (; record * (long)RecordBytes >= records[file].Length; file++)
            {
                record -= records[file].Length / RecordBytes;
            }

            return ImageSet.NameOf(files[file], record);
        }
    }

    private byte[] ReadRecords(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path} is missing: {Name} is read from {string.Join(", ", TrainFiles.Concat(TestFiles))}.");
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0 || bytes.Length % RecordBytes != 0)
        {
            throw new InvalidDataException(
                $"{path} is truncated or not {Name}: {bytes.Length} bytes are not a whole number of {RecordBytes}-byte records.");
        }

        for (var at = 0; at < bytes.Length; at += RecordBytes)
        {
            for (var i = 0; i < Limits.Length; i++)
            {
                if (bytes[at + i] >= Limits[i].Count)
                {
                    throw new InvalidDataException(
                        $"{path} is mislabelled: record {at / RecordBytes} has {Limits[i].Label} {bytes[at + i]}, {Name} " +
                        $"has 0 to {Limits[i].Count - 1}.");
                }
            }
        }

        return bytes;
    }

    private static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (var i = 0; i < PlaneBytes; i++)
        {
            pixels[i * 3] = planes[i];
            pixels[i * 3 + 1] = planes[PlaneBytes + i];
            pixels[i * 3 + 2] = planes[2 * PlaneBytes + i];
        }
    }
}
