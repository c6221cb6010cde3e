using System.Security.Cryptography;

namespace Lth4Sa.Networks.Data;

/// <summary>Images of one size, in an array.</summary>
/// <param name="bytes">N x H x W x 3.</param>
internal sealed class MemoryPixels(byte[] bytes, ImageSize size) : Pixels
{
    private readonly Lazy<string> hash = new(() => Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public override string Hash => hash.Value;

    public override ImageSize SizeOf(int image) => size;

    public override void Read(int image, Span<byte> into) => bytes.AsSpan(image * size.Bytes, size.Bytes).CopyTo(into);
}
