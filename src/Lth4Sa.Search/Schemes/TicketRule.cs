namespace Lth4Sa.Search.Schemes;

/// <summary>
/// What makes a scheme a ticket (section I): it is at least as accurate as the full self-attention network, has fewer
/// connections and a lower time increment.
/// </summary>
public static class TicketRule
{
    /// <summary>The rule as far as a table of accuracies can tell, which has no times.</summary>
    /// <param name="accuracy">The scheme's accuracy in percent.</param>
    /// <param name="fullAccuracy">The accuracy of the full self-attention network in percent.</param>
    public static bool IsTicket(Scheme scheme, double accuracy, double fullAccuracy) =>
        accuracy >= fullAccuracy && scheme.Connections < scheme.Blocks;

    /// <summary>The whole rule.</summary>
    /// <param name="accuracy">The scheme's accuracy in percent.</param>
    /// <param name="timeIncrement">The scheme's time increment in percent (Eq. 7).</param>
    /// <param name="fullAccuracy">The accuracy of the full self-attention network in percent.</param>
    /// <param name="fullTimeIncrement">The time increment of the full self-attention network in percent.</param>
    public static bool IsTicket(Scheme scheme, double accuracy, double timeIncrement, double fullAccuracy, double fullTimeIncrement) =>
        IsTicket(scheme, accuracy, fullAccuracy) && timeIncrement < fullTimeIncrement;
}
