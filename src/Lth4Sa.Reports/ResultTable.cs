using System.Globalization;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Reports;

/// <summary>The rows of the paper's Table I, as text; every output shows the same.</summary>
public static class ResultTable
{
    public static IReadOnlyList<string> Columns { get; } = ["Network", "Scheme", "Acc. (%)", "#P", "Time incr. (%)", "Ticket?"];

    public static IReadOnlyList<string[]> Rows(RunResult result) =>
    [
        .. result.Networks.Select(n => new[]
        {
            n.Name,
            n.Scheme,
            n.Accuracy.ToString("F2", CultureInfo.InvariantCulture),
            n.Parameters.ToString("N0", CultureInfo.InvariantCulture),
            n.TimeIncrement.ToString("F2", CultureInfo.InvariantCulture),
            n.Ticket switch { true => "yes", false => "no", null => "-" },
        }),
    ];

    /// <summary>Columns of <see cref="Candidates"/>.</summary>
    public static IReadOnlyList<string> CandidateColumns { get; } = ["#", "Scheme", "Reward", "Val. acc. (%)", "Sparsity"];

    /// <summary>The schemes with the highest reward.</summary>
    public static IReadOnlyList<string[]> Candidates(IEnumerable<CandidateResult> candidates) =>
    [
        .. candidates.Select((c, i) => new[]
        {
            (i + 1).ToString(CultureInfo.InvariantCulture),
            c.Scheme,
            c.Reward.ToString("F3", CultureInfo.InvariantCulture),
            c.Accuracy.ToString("F2", CultureInfo.InvariantCulture),
            c.Sparsity.ToString("F2", CultureInfo.InvariantCulture),
        }),
    ];

    /// <summary>Whether a ticket was found, in one sentence.</summary>
    public static string Verdict(RunResult result)
    {
        if (result.Networks.Length == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Best scheme: {result.Best.Scheme} with reward {result.Best.Reward:F3}, accuracy {result.Best.Accuracy:F2} %, sparsity {result.Best.Sparsity:F2}. No network was trained from scratch.");
        }

        var full = result.Networks[1];
        var tickets = result.Networks.Where(n => n.Ticket == true).OrderByDescending(n => n.Accuracy).ToArray();
        return tickets.Length == 0
            ? $"No ticket found: no candidate is as accurate as {full.Name} with fewer connections and less time."
            : string.Create(CultureInfo.InvariantCulture,
                $"Ticket found: {tickets[0].Scheme} ({tickets[0].Name}) has {tickets[0].Accuracy:F2} % against {full.Accuracy:F2} % of {full.Name}, with {tickets[0].Scheme.Count(c => c == '1')} of {result.Blocks} connections and a time increment of {tickets[0].TimeIncrement:F2} % against {full.TimeIncrement:F2} %.");
    }
}
