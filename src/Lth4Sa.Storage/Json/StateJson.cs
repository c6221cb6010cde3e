using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lth4Sa.Storage.Json;

/// <summary>The JSON format of states in every storage.</summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
