using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Client.Specs;

public static class SpecKinds
{
    /// <summary>A search: everything counts but where the data lie.</summary>
    public static SpecKind<RunSpec> Run { get; } = new(
        WithThreads, [.. SpecOptions.All.Where(o => o.Name != SpecOptions.Data).Select(o => (o.Name, o.Value))]);

    /// <summary>The training of one network.</summary>
    public static SpecKind<TrainSpec> Training { get; } = new(
        (wanted, kept) => wanted with { Run = WithThreads(wanted.Run, kept?.Run) },
        [
            .. TrainSpec.Options.Where(o => o.Name != SpecOptions.Data).Select(o => (o.Name, (Func<TrainSpec, object?>)(s => o.Value(s.Run)))),
            ("epochs", s => s.Run.TrainEpochs),
            ("scheme", s => s.Scheme),
        ]);

    // Results depend on the thread count bit for bit, so a folder keeps the one that it was started with.
    private static RunSpec WithThreads(RunSpec wanted, RunSpec? kept) =>
        wanted with { Threads = wanted.Threads > 0 ? wanted.Threads : kept?.Threads ?? Environment.ProcessorCount };
}
