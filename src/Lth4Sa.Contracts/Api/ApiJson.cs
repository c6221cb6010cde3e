using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lth4Sa.Contracts.Api;

/// <summary>How the HTTP API, and the files of the command line, write JSON.</summary>
public static class ApiJson
{
    /// <summary>These options, ready to use.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds to the options what the API needs: enumerations by name, and numbers that are not finite.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.NumberHandling |= JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
