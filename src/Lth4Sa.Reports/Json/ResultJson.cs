using System.Text.Json;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Reports.Json;

/// <summary>The contents of result.json: the run's result under camel-case names, schemes as strings of 0 and 1, block 1 first.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The result as text.</summary>
    public static string Write(RunResult result) => JsonSerializer.Serialize(result, Options);

    /// <summary>The result that a text holds.</summary>
    /// <exception cref="InvalidDataException">The text is <c>null</c>.</exception>
    public static RunResult Read(string json) =>
        JsonSerializer.Deserialize<RunResult>(json, Options) ?? throw new InvalidDataException("The result is empty.");
}
