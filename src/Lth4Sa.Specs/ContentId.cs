using System.Security.Cryptography;
using System.Text.Json;

namespace Lth4Sa.Specs;

/// <summary>Ids that follow from content: equal things have equal ids on every machine.</summary>
public static class ContentId
{
    private const int Digits = 16;

    // A tuple has fields only: without them all tuples would have one id.
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    /// <summary>The first 16 hex digits of SHA-256 over the value's JSON.</summary>
    public static string Of<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Json)))[..Digits];
}
