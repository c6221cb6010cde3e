using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Grains.Runs;

/// <summary>The stored state of a run, which changes only at commits. Its steps are in <see cref="StepLog"/>.</summary>
public sealed class RunState
{
    /// <summary>The spec; null before the run is started.</summary>
    public RunSpec? Spec { get; set; }

    /// <summary>The phase that the run has entered.</summary>
    public RunPhase Phase { get; set; }

    /// <summary>The account that device time is charged to; null is <see cref="DeviceShare.Default"/>.</summary>
    public DeviceShare? Share { get; set; }

    /// <summary>The facts about the images; null where a table is searched.</summary>
    public DataFacts? Data { get; set; }

    /// <summary>The facts about the table; null where a supernet is searched.</summary>
    public TableFacts? Table { get; set; }

    /// <summary>The guidance of the strategy; null for a strategy that needs none.</summary>
    public GuidanceProgress? Guidance { get; set; }

    /// <summary>The fence, which is raised each time an activation takes over the step loop.</summary>
    public long Fence { get; set; }

    /// <summary>The search after the last committed step.</summary>
    public CommittedSearch Search { get; set; } = new(0, SearchChain.Start, Ledger.Empty, false);

    /// <summary>The candidates, best first; empty before the search has ended.</summary>
    public Candidate[] Candidates { get; set; } = [];

    /// <summary>The test results of the networks trained from scratch, by scheme.</summary>
    public Dictionary<string, TestResult> Tested { get; set; } = [];

    /// <summary>The result; null while the run is not done.</summary>
    public RunResult? Result { get; set; }
}
