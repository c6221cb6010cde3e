using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lth4Sa.Search.Schemes;

/// <summary>A scheme in JSON: the string of 0s and 1s.</summary>
public sealed class SchemeJsonConverter : JsonConverter<Scheme>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is no string of 1 to 64 characters of 0 and 1.</exception>
    public override Scheme Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Scheme.Parse(reader.GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Scheme value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
