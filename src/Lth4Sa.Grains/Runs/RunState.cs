using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Grains.Runs;

/// <summary>The stored part of a run; its steps are in <see cref="StepLog"/>. It changes only at commits.</summary>
public sealed class RunState
{
    public RunSpec? Spec { get; set; }

    public RunPhase Phase { get; set; }

    /// <summary>On whose account the run's device time is.</summary>
    public DeviceShare? Share { get; set; }

    /// <summary>The images; null where a table is searched.</summary>
    public DataFacts? Data { get; set; }

    /// <summary>The table; null where a supernet is searched.</summary>
    public TableFacts? Table { get; set; }

    /// <summary>What the strategy wanted to know of the supernet.</summary>
    public GuidanceProgress? Guidance { get; set; }

    /// <summary>Raised each time somebody takes over the step loop.</summary>
    public long Fence { get; set; }

    public CommittedSearch Search { get; set; } = new(0, SearchChain.Start, Ledger.Empty, false);

    /// <summary>The schemes with the highest reward, best first; none before the search has ended.</summary>
    public Candidate[] Candidates { get; set; } = [];

    /// <summary>Networks trained from scratch, by scheme.</summary>
    public Dictionary<string, TestResult> Tested { get; set; } = [];

    public RunResult? Result { get; set; }
}

/// <summary>The search after the last committed step.</summary>
/// <param name="Exhausted">The strategy had nothing left to try.</param>
public sealed record CommittedSearch(long Step, string Chain, Ledger Ledger, bool Exhausted);
