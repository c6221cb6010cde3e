using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lth4Sa.Storage;

/// <summary>How states are written, wherever they are kept.</summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
