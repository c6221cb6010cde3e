namespace Lth4Sa.Silo.Clustering;

internal sealed partial class MembershipStart
{
    [LoggerMessage(
        1, LogLevel.Warning,
        "clusteringConnectionString: what it names does not answer ({Reason}); tried again in {Seconds:F0} s")]
    private partial void LogTableDoesNotAnswer(string reason, double seconds);
}
