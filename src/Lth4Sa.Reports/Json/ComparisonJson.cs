using System.Text.Json;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Json;

/// <summary>The contents of compare.json: the comparison under camel-case names, with the curves of every run.</summary>
public static class ComparisonJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The comparison as text.</summary>
    public static string Write(Comparison comparison) => JsonSerializer.Serialize(comparison, Options);

    /// <summary>The comparison that a text holds.</summary>
    /// <exception cref="InvalidDataException">The text is <c>null</c>.</exception>
    public static Comparison Read(string json) =>
        JsonSerializer.Deserialize<Comparison>(json, Options) ?? throw new InvalidDataException("The comparison is empty.");
}
