namespace Lth4Sa.Cli.Bench;

/// <param name="First">The first loss, or the first count of correct images: contestants that compute the same agree in it.</param>
internal readonly record struct Measurement(double Seconds, double First);

/// <summary>One way to train and evaluate a network; each starts from the same weights and has the same batch.</summary>
internal interface IContestant : IDisposable
{
    string Name { get; }

    /// <summary>One iteration for each scheme.</summary>
    Measurement Train(IReadOnlyList<string> schemes);

    /// <summary>The batch evaluated under each scheme.</summary>
    Measurement Evaluate(IReadOnlyList<string> schemes);

    /// <summary>Peak resident memory of its process in MiB.</summary>
    double PeakMemory();
}
