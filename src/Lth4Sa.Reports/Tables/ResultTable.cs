using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Reports.Tables;

/// <summary>The rows of the paper's Table I, as text; every output shows the same.</summary>
public static class ResultTable
{
    /// <summary>The columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Network", "Scheme", "Acc. (%)", "#P", "Time incr. (%)", "Ticket?"];

    /// <summary>The networks that were trained from scratch.</summary>
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

    /// <summary>
    /// The columns of <see cref="Candidates"/>, which say where the accuracies come from; the validation loss is one where it was measured.
    /// </summary>
    public static IReadOnlyList<string> CandidateColumns(RunResult result, IReadOnlyCollection<Candidate> candidates) =>
    [
        "#", "Scheme", "Reward", IsTable(result) ? "Table's acc. (%)" : "Supernet val. acc. (%)", "Sparsity",
        .. HaveLosses(candidates) ? ["Val. loss"] : Array.Empty<string>(),
    ];

    /// <summary>The candidates of a search, best first: those with the highest reward, or with the lowest validation loss.</summary>
    public static IReadOnlyList<string[]> Candidates(IReadOnlyCollection<Candidate> candidates) =>
    [
        .. candidates.Select((c, i) => (string[])
        [
            (i + 1).ToString(CultureInfo.InvariantCulture),
            c.Scheme.ToString(),
            c.Reward.ToString("F3", CultureInfo.InvariantCulture),
            c.Accuracy.ToString("F2", CultureInfo.InvariantCulture),
            c.Sparsity.ToString("F2", CultureInfo.InvariantCulture),
            .. HaveLosses(candidates) ? [Loss(c)] : Array.Empty<string>(),
        ]),
    ];

    /// <summary>The columns of <see cref="Times"/>.</summary>
    public static IReadOnlyList<string> TimeColumns { get; } = ["Network", "Scheme", "Median", "Lower quartile", "Upper quartile"];

    /// <summary>The inference times of the networks, in milliseconds.</summary>
    public static IReadOnlyList<string[]> Times(RunResult result) =>
    [
        .. result.Networks.Select(n => new[]
        {
            n.Name,
            n.Scheme,
            n.Time.Median.ToString("F2", CultureInfo.InvariantCulture),
            n.Time.LowerQuartile.ToString("F2", CultureInfo.InvariantCulture),
            n.Time.UpperQuartile.ToString("F2", CultureInfo.InvariantCulture),
        }),
    ];

    /// <summary>What a run has spent, in one sentence.</summary>
    public static string Spent(Ledger ledger) =>
        string.Create(CultureInfo.InvariantCulture, $"{ledger.Requested:N0} evaluations requested, {ledger.Unique:N0} unique, ")
        + string.Create(CultureInfo.InvariantCulture, $"{ledger.Images:N0} images forwarded, {ledger.DeviceSeconds:F1} device seconds.");

    /// <summary>Whether a ticket was found, in one sentence.</summary>
    public static string Verdict(RunResult result)
    {
        if (result.Networks.Length == 0)
        {
            var best = result.Best;
            var accuracy = IsTable(result) ? "accuracy in the table" : "supernet accuracy on validation images";
            var numbers = string.Create(
                CultureInfo.InvariantCulture, $"reward {best.Reward:F3}, {accuracy} {best.Accuracy:F2} %, sparsity {best.Sparsity:F2}")
                + (best.ValidationLoss is null ? "" : $", validation loss {Loss(best)}");
            return $"Best scheme: {best.Scheme} with {numbers}. No network was trained from scratch.";
        }

        var full = result.Networks[1];
        var tickets = result.Networks.Where(n => n.Ticket == true).OrderByDescending(n => n.Accuracy).ToArray();
        return tickets.Length == 0
            ? $"No ticket found: no candidate is as accurate as {full.Name} with fewer connections and less time."
            : Found(tickets[0], full, result.Blocks);
    }

    private static bool IsTable(RunResult result) => result.Supernet is null;

    private static bool HaveLosses(IEnumerable<Candidate> candidates) => candidates.Any(c => c.ValidationLoss is not null);

    private static string Loss(Candidate candidate) => candidate.ValidationLoss?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    private static string Found(NetworkResult ticket, NetworkResult full, int blocks)
    {
        var connections = ticket.Scheme.Count(c => c == '1');
        var accuracies = string.Create(CultureInfo.InvariantCulture, $"{ticket.Accuracy:F2} % against {full.Accuracy:F2} % of {full.Name}");
        var times = string.Create(CultureInfo.InvariantCulture, $"{ticket.TimeIncrement:F2} % against {full.TimeIncrement:F2} %");
        return $"Ticket found: {ticket.Scheme} ({ticket.Name}) has {accuracies}, "
            + $"with {connections} of {blocks} connections and a time increment of {times}.";
    }
}
