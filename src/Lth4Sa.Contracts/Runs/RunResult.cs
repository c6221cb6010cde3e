using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Runs;

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
/// <param name="Best">The first of the candidates.</param>
/// <param name="Candidates">
/// The schemes with the highest reward, best first; of darts those with the lowest validation loss, which may be fewer.
/// </param>
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
