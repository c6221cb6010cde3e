using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lth4Sa.Networks.Data;

/// <summary>Where images lie: in memory, or in shards that are mapped into it. Read by several threads at once.</summary>
public abstract class Pixels
{
    /// <summary>Identifies the images and their order.</summary>
    public abstract string Hash { get; }

    /// <param name="image">From 0.</param>
    /// <param name="into">H x W x 3 bytes.</param>
    public abstract void Read(int image, Span<byte> into);
}

/// <summary>Images in an array.</summary>
/// <param name="bytes">N x H x W x 3.</param>
internal sealed class MemoryPixels(byte[] bytes, int[] labels, int imageBytes) : Pixels
{
    private readonly Lazy<string> hash = new(() =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(MemoryMarshal.AsBytes(labels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    });

    public override string Hash => hash.Value;

    public override void Read(int image, Span<byte> into) => bytes.AsSpan(image * imageBytes, imageBytes).CopyTo(into);
}
