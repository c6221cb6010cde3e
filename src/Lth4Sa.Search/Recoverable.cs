using System.Runtime.InteropServices;

namespace Lth4Sa.Search;

public static class Recoverable
{
    /// <param name="capacity">Bytes that it will take, if that is known.</param>
    public static byte[] Save(this IRecoverable recoverable, int capacity = 0)
    {
        using var bytes = new MemoryStream(capacity);
        using var writer = new BinaryWriter(bytes);
        recoverable.Save(writer);
        writer.Flush();
        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    public static void Restore(this IRecoverable recoverable, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        recoverable.Restore(reader);
    }

    internal static void Write(this BinaryWriter to, double[] values)
    {
        to.Write(values.Length);
        to.Write(MemoryMarshal.AsBytes<double>(values));
    }

    /// <summary>Reads as many values as there are places.</summary>
    internal static void Read(this BinaryReader from, double[] values)
    {
        var length = from.ReadInt32();
        if (length != values.Length)
        {
            throw new InvalidDataException(
                $"The snapshot has {length} values where {values.Length} were expected: it belongs to another search.");
        }

        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
