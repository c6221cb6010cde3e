using System.Security.Cryptography;

namespace Lth4Sa.Networks.Data;

/// <summary>Images in an array.</summary>
/// <param name="bytes">N x H x W x 3.</param>
internal sealed class MemoryPixels(byte[] bytes, int imageBytes) : Pixels
{
    private readonly Lazy<string> hash = new(() => Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public override string Hash => hash.Value;

    public override void Read(int image, Span<byte> into) => bytes.AsSpan(image * imageBytes, imageBytes).CopyTo(into);
}
