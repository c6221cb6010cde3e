namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>One way to train and evaluate a network; each starts from the same weights and has the same batch.</summary>
internal interface IContestant : IDisposable
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>One iteration for each scheme.</summary>
    Measurement Train(IReadOnlyList<string> schemes);

    /// <summary>The batch evaluated under each scheme.</summary>
    Measurement Evaluate(IReadOnlyList<string> schemes);

    /// <summary>Peak resident memory of its process in MiB.</summary>
    double PeakMemory();
}
