using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Runs;

public static class TicketRule
{
    /// <summary>
    /// A ticket is at least as accurate as the full self-attention network, has fewer connections and a lower time
    /// increment (section I). Accuracies and increments are in percent.
    /// </summary>
    public static bool IsTicket(Scheme scheme, double accuracy, double timeIncrement, double fullAccuracy, double fullTimeIncrement) =>
        accuracy >= fullAccuracy && scheme.Connections < scheme.Blocks && timeIncrement < fullTimeIncrement;
}
