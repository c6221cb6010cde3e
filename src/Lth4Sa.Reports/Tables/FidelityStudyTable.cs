using System.Globalization;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tables;

/// <summary>The correlations of each supernet of a fidelity study as text; every output shows the same.</summary>
public static class FidelityStudyTable
{
    /// <summary>The columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Supernet", "Schemes", "Pearson's r", "Kendall's tau-b", "Spearman's rho"];

    /// <summary>A row for each supernet, each coefficient with its interval of 95 %.</summary>
    public static IReadOnlyList<string[]> Rows(FidelityStudy study) =>
    [
        .. study.Variants.Zip(study.Statistics, (name, statistics) => new[]
        {
            name, statistics.Schemes.ToString(CultureInfo.InvariantCulture),
            Text(statistics.Pearson), Text(statistics.Kendall), Text(statistics.Spearman),
        }),
    ];

    private static string Text(CorrelationEstimate estimate) => estimate switch
    {
        { Value: { } value, Lower: { } lower, Upper: { } upper } =>
            string.Create(CultureInfo.InvariantCulture, $"{value:F3} [{lower:F3}, {upper:F3}]"),
        { Value: { } value } => value.ToString("F3", CultureInfo.InvariantCulture),
        _ => "undefined",
    };
}
