namespace Lth4Sa.Search.Schemes;

/// <summary>Reads and writes the form of a scheme in a snapshot: its number of blocks in a byte, then its 64 bits.</summary>
internal static class SchemeSnapshot
{
    internal static void Write(this BinaryWriter to, Scheme scheme)
    {
        to.Write((byte)scheme.Blocks);
        to.Write(scheme.Bits);
    }

    internal static Scheme ReadScheme(this BinaryReader from)
    {
        var blocks = from.ReadByte();
        return new Scheme(from.ReadUInt64(), blocks);
    }
}
