using System.Text.Json;
using System.Text.Json.Serialization;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Contracts.Api;

/// <summary>The JSON format of the HTTP API and of the files that the command line writes.</summary>
public static class ApiJson
{
    /// <summary>The member of problem details that has the <see cref="SpecError"/>s of the input (RFC 9457, section 3).</summary>
    public const string InvalidParams = "invalidParams";

    /// <summary>The shared options of this format.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds to the options what the API needs: enumerations by name, and numbers that are not finite.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.NumberHandling |= JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
