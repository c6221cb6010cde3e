using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Runs;

/// <summary>What a forward pass of 50 images takes, all networks measured in turn, in milliseconds.</summary>
/// <param name="LowerQuartile">A quarter of the passes took less.</param>
/// <param name="UpperQuartile">A quarter of the passes took more.</param>
/// <param name="Forwards">Passes that were measured.</param>
/// <param name="Threads">CPU threads of an operator.</param>
[GenerateSerializer, Immutable]
public sealed record ForwardTime(double Median, double LowerQuartile, double UpperQuartile, int Forwards, int Threads);

/// <summary>One row of Table I.</summary>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Accuracy">Test accuracy after training from scratch, in percent.</param>
/// <param name="TimeIncrement">Eq. 7, in percent.</param>
/// <param name="Ticket">Whether it is a ticket; null for the original and the full network.</param>
/// <param name="Time">What <paramref name="TimeIncrement"/> is computed from.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkResult(string Name, string Scheme, long Parameters, double Accuracy, double TimeIncrement, bool? Ticket, ForwardTime Time);

/// <summary>What a run has spent on evaluations.</summary>
/// <param name="Requested">Evaluations asked for.</param>
/// <param name="Unique">Different schemes among them.</param>
/// <param name="Images">Images forwarded for the unique ones.</param>
/// <param name="DeviceSeconds">Seconds a device took for the unique ones, whichever run had them evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Ledger(long Requested, long Unique, long Images, double DeviceSeconds)
{
    public static Ledger Empty { get; } = new(0, 0, 0, 0);
}

/// <summary>What a finished run found; the contents of result.json.</summary>
/// <param name="Evaluator">supernet, or table: and a path.</param>
/// <param name="Supernet">Its id; null where a table was searched.</param>
/// <param name="Steps">Search steps that were taken.</param>
/// <param name="Networks">Trained from scratch; none where a table was searched or no candidate was to be trained.</param>
/// <param name="Chain">64 hex digits: equal for runs that decided alike, bit for bit.</param>
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
