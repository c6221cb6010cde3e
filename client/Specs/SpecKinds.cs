using Lth4Sa.Cli.Folders;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Specs;

public static class SpecKinds
{
    /// <summary>A search: everything counts but where the data lie.</summary>
    public static SpecKind<RunSpec> Run { get; } = new(
        WithThreads,
        [
            .. SpecOptions.Deciding.Select(o => (o.Name, (Func<RunSpec, object?>)o.Value)),
            ("fork of", s => s.ForkOf),
            ("at", s => s.ForkAt),
        ]);

    /// <summary>The training of one network.</summary>
    public static SpecKind<TrainSpec> Training { get; } = new(
        (wanted, kept) => wanted with { Run = WithThreads(wanted.Run, kept?.Run) },
        [
            .. SpecOptions.Deciding.Where(o => o.Uses.HasFlag(OptionUses.Training)).Select(o =>
                (o.Name, (Func<TrainSpec, object?>)(s => o.Value(s.Run)))),
            ("epochs", s => s.Run.TrainEpochs),
            ("scheme", s => s.Scheme),
        ]);

    /// <summary>A comparison: every strategy with all its options, the seeds and the budget.</summary>
    public static SpecKind<CompareSpec> Comparison { get; } = new(
        (wanted, kept) => wanted with { Entries = [.. wanted.Entries.Select(e => e with { Spec = WithThreads(e.Spec, kept?.Base) })] },
        [
            ("budget", s => s.Budget),
            ("seeds", s => string.Join(", ", s.Seeds)),
            ("strategies", s => string.Join(", ", s.Entries.Select(e => e.Name))),
            .. SpecOptions.Deciding.Select(o =>
                (o.Name, (Func<CompareSpec, object?>)(s => string.Join(", ", s.Entries.Select(e => o.Value(e.Spec)).Distinct())))),
        ]);

    /// <summary>A fidelity study: its supernets, its schemes and what all have in common.</summary>
    public static SpecKind<FidelitySpec> Fidelity { get; } = new(
        (wanted, kept) => wanted with { Base = WithThreads(wanted.Base, kept?.Base) },
        [
            ("count", s => s.Count),
            ("sampling", s => string.Join(", ", s.Sampling)),
            ("recalibrate", s => string.Join(", ", s.Recalibrate)),
            .. SpecOptions.Deciding.Select(o => (o.Name, (Func<FidelitySpec, object?>)(s => o.Value(s.Base)))),
        ]);

    // Results depend on the thread count bit for bit, so a folder keeps the one that it was started with.
    private static RunSpec WithThreads(RunSpec wanted, RunSpec? kept) =>
        wanted with { Threads = wanted.Threads > 0 ? wanted.Threads : kept?.Threads ?? Environment.ProcessorCount };
}
