using System.Text.Json;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Reports;

/// <summary>result.json: the run's result under camel-case names, schemes as strings of 0 and 1, block 1 first.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(RunResult result) => JsonSerializer.Serialize(result, Options);

    public static RunResult Read(string json) =>
        JsonSerializer.Deserialize<RunResult>(json, Options) ?? throw new InvalidDataException("The result is empty.");
}
