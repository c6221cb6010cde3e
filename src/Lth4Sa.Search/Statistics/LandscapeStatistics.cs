using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Statistics;

/// <summary>
/// What section III of the paper says of many schemes. A ticket here is a scheme with fewer connections that is at least
/// as accurate as the all-on one, a bad scheme is less accurate than the all-off one; time, the third condition of a
/// ticket, is not in a table.
/// </summary>
/// <param name="FullAccuracy">The accuracy of the all-on scheme, in percent; null if it is not among the schemes.</param>
/// <param name="OriginalAccuracy">The accuracy of the all-off scheme, in percent; null if it is not among the schemes.</param>
/// <param name="TopShare">The accuracy from which a scheme is among the top 5 %.</param>
/// <param name="ByConnections">The accuracies by number of connections (Fig. 2), for those that occur.</param>
public sealed record LandscapeStatistics(
    int Blocks, int Schemes, double? FullAccuracy, double? OriginalAccuracy, double TopShare,
    int Tickets, int BadSchemes, ConnectionScore? TicketScore, ConnectionScore? BadScore,
    IReadOnlyDictionary<int, Distribution> ByConnections)
{
    private const double Top = 0.05;

    public static LandscapeStatistics Of(IReadOnlyDictionary<Scheme, double> accuracies)
    {
        var blocks = accuracies.Keys.First().Blocks;
        double? full = accuracies.TryGetValue(Scheme.AllOn(blocks), out var on) ? on : null;
        double? original = accuracies.TryGetValue(Scheme.AllOff(blocks), out var off) ? off : null;
        var tickets = accuracies
            .Where(e => full is { } reference && TicketRule.IsTicket(e.Key, e.Value, reference)).Select(e => e.Key).ToArray();
        var bad = accuracies.Where(e => IsBad(e.Value, original)).Select(e => e.Key).ToArray();
        return new(
            blocks, accuracies.Count, full, original, TopThreshold(accuracies.Values),
            tickets.Length, bad.Length, ConnectionScore.Of(tickets), ConnectionScore.Of(bad),
            accuracies.GroupBy(e => e.Key.Connections, e => e.Value).OrderBy(g => g.Key)
                .ToDictionary(g => g.Key, g => Distribution.Of([.. g])!));
    }

    /// <summary>
    /// Whether a scheme is a ticket, as far as accuracy and connections go; null if the full network's accuracy is not
    /// known.
    /// </summary>
    public bool? IsTicket(Scheme scheme, double accuracy) => FullAccuracy is { } full ? TicketRule.IsTicket(scheme, accuracy, full) : null;

    /// <summary>Whether a scheme of this accuracy is a bad one; null if the original network's accuracy is not known.</summary>
    public bool? IsBad(double accuracy) => OriginalAccuracy is null ? null : IsBad(accuracy, OriginalAccuracy);

    private static bool IsBad(double accuracy, double? original) => accuracy < original;

    /// <summary>The value from which on a twentieth of the values lie, at least one of them.</summary>
    public static double TopThreshold(IEnumerable<double> values)
    {
        var sorted = values.OrderDescending().ToArray();
        return sorted[Math.Max(0, (int)Math.Floor(Top * sorted.Length) - 1)];
    }
}
