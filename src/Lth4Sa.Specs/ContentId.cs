using System.Security.Cryptography;
using System.Text.Json;

namespace Lth4Sa.Specs;

/// <summary>Ids computed from content: equal values have equal ids on every machine.</summary>
public static class ContentId
{
    private const int Digits = 16;

    // A tuple has only fields: without this option all tuples would have the same id.
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    /// <summary>The first 16 hex digits of SHA-256 over the value's JSON.</summary>
    public static string Of<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Json)))[..Digits];
}
