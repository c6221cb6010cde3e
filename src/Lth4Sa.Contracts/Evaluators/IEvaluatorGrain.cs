namespace Lth4Sa.Contracts.Evaluators;

/// <summary>One device slot. Key: silo/device/slot. Its jobs run one after the other, on one thread that has all tensors.</summary>
public interface IEvaluatorGrain : IGrainWithStringKey
{
    /// <summary>Runs a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the job at the next safe place; so does a caller that stops reading.</param>
    /// <returns>The reports of the job; a caller that reads slowly misses some, never the last.</returns>
    /// <exception cref="InvalidDataException">A file that the job reads is missing, truncated, mislabelled or has changed.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    IAsyncEnumerable<TReport> Run<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken = default);
}
