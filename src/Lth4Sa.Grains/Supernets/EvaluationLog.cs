using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Logs;
using Orleans.Storage;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The evaluations of a supernet in grain storage: raw correct counts, from which rewards are computed; never rewards.</summary>
internal static class EvaluationLog
{
    public static RecordLog<Count> Of(IGrainStorage storage, GrainId supernet) => new(storage, supernet, "evaluations", Encode, Decode);

    private static byte[] Encode(IReadOnlyList<Count> counts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var count in counts)
        {
            writer.Write(count.Scheme);
            writer.Write(count.Correct);
            writer.Write(count.Images);
            writer.Write(count.Seconds);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static List<Count> Decode(byte[] bytes)
    {
        var counts = new List<Count>();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
        {
            counts.Add(new Count(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble()));
        }

        return counts;
    }
}
