using System.Text.Json;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Json;

/// <summary>The contents of fidelity.json: the accuracies and the statistics under camel-case names.</summary>
public static class FidelityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="subject">What was evaluated and trained.</param>
    public static string Write(string subject, FidelityStudy study) => JsonSerializer.Serialize(
        new
        {
            subject,
            supernets = study.Variants.Zip(study.Statistics, (name, statistics) => new { name, statistics }),
            schemes = study.Rows,
        },
        Options);
}
