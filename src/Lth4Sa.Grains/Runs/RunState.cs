using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Grains.Runs;

/// <summary>The stored part of a run. It changes only at commits.</summary>
public sealed class RunState
{
    public RunSpec? Spec { get; set; }

    public RunPhase Phase { get; set; }

    public DataFacts? Data { get; set; }

    /// <summary>Raised each time somebody takes over the step loop.</summary>
    public long Fence { get; set; }

    public CommittedSearch Search { get; set; } = CommittedSearch.Beginning;

    /// <summary>Networks trained from scratch, by scheme.</summary>
    public Dictionary<string, TestResult> Tested { get; set; } = [];

    public RunResult? Result { get; set; }
}

/// <summary>The search after the last committed step.</summary>
/// <param name="Correct">The counts of every scheme that the run has asked for.</param>
public sealed record CommittedSearch(long Step, string Chain, Ledger Ledger, Dictionary<string, int> Correct, List<StepRecord> Steps)
{
    public static CommittedSearch Beginning => new(0, Lth4Sa.Search.Running.SearchChain.Start, Ledger.Empty, [], []);

    /// <summary>A copy to go on with until the next commit.</summary>
    public CommittedSearch Copy() => this with { Correct = new(Correct), Steps = [.. Steps] };
}
