using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Runs;

/// <summary>The time of a forward pass of 50 images, in milliseconds, with all networks measured in turn.</summary>
/// <param name="Median">The median of the passes.</param>
/// <param name="LowerQuartile">The time that a quarter of the passes stayed below.</param>
/// <param name="UpperQuartile">The time that a quarter of the passes exceeded.</param>
/// <param name="Forwards">The number of passes that were measured.</param>
/// <param name="Threads">The number of CPU threads of an operator.</param>
[GenerateSerializer, Immutable]
public sealed record ForwardTime(double Median, double LowerQuartile, double UpperQuartile, int Forwards, int Threads);

/// <summary>One row of Table I.</summary>
/// <param name="Name">The name of the row: original, full-sa or full-share, or the strategy with the place of the candidate.</param>
/// <param name="Scheme">The scheme of the network: one digit, 0 or 1, for each block.</param>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Accuracy">The test accuracy after training from scratch, in percent.</param>
/// <param name="TimeIncrement">The inference time increment (Eq. 7), in percent.</param>
/// <param name="Ticket">True for a ticket; null for the original and the full network.</param>
/// <param name="Time">The times from which <paramref name="TimeIncrement"/> is computed.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkResult(
    string Name, string Scheme, long Parameters, double Accuracy, double TimeIncrement, bool? Ticket, ForwardTime Time);

/// <summary>The cost of the evaluations of a run.</summary>
/// <param name="Requested">The number of evaluations that the search asked for.</param>
/// <param name="Unique">The number of different schemes among them.</param>
/// <param name="Images">The number of images forwarded for the unique ones.</param>
/// <param name="DeviceSeconds">The device time of the unique ones, in seconds, whichever run had them evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Ledger(long Requested, long Unique, long Images, double DeviceSeconds)
{
    /// <summary>The cost of a search that has not begun.</summary>
    public static Ledger Empty { get; } = new(0, 0, 0, 0);
}

/// <summary>The result of a finished run; the contents of result.json.</summary>
/// <param name="Run">The run id.</param>
/// <param name="Evaluator">The source of the accuracies: supernet, or table: and a path.</param>
/// <param name="Supernet">The id of the supernet; null where a table was searched.</param>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Beta">The probability of a connection in a training iteration of the supernet.</param>
/// <param name="Strategy">The name of the search strategy.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Blocks">The number of blocks m, which is the length of every scheme.</param>
/// <param name="Steps">The number of search steps that were taken.</param>
/// <param name="Best">The scheme with the highest reward.</param>
/// <param name="Candidates">The schemes with the highest reward, best first.</param>
/// <param name="Networks">The networks trained from scratch; empty where a table was searched or no candidate was to be trained.</param>
/// <param name="Ledger">The cost of the evaluations.</param>
/// <param name="Chain">The chain of the steps, 64 hex digits; it is equal for runs that decided alike, bit for bit.</param>
[GenerateSerializer, Immutable]
public sealed record RunResult(
    string Run,
    string Evaluator,
    string? Supernet,
    string Dataset,
    string Backbone,
    string Module,
    string Sharing,
    double Beta,
    string Strategy,
    long Seed,
    int Blocks,
    long Steps,
    Candidate Best,
    Candidate[] Candidates,
    NetworkResult[] Networks,
    Ledger Ledger,
    string Chain);
