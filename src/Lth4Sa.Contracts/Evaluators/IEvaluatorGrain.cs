namespace Lth4Sa.Contracts.Evaluators;

/// <summary>One device slot. Key: silo/device/slot. Its jobs run one after the other, on one thread that has all tensors.</summary>
public interface IEvaluatorGrain : IGrainWithStringKey
{
    /// <summary>Runs a job and answers its last report.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the job at the next safe place.</param>
    /// <remarks>
    /// The call waits for the job for up to six hours: a caller that gave up sooner and asked again would have it done twice.
    /// </remarks>
    /// <exception cref="InvalidDataException">A file that the job reads is missing, truncated, mislabelled or has changed.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="TimeoutException">The job has not ended in six hours; it goes on, and its answer is lost.</exception>
    [ResponseTimeout("06:00:00")]
    Task<TReport> Run<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken = default);

    /// <summary>Runs a job and streams its reports.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Stops the job at the next safe place; so does a caller that stops reading.</param>
    /// <returns>The reports of the job; a caller that reads slowly misses some, never the last.</returns>
    /// <exception cref="InvalidDataException">A file that the job reads is missing, truncated, mislabelled or has changed.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="EnumerationAbortedException">The slot's silo was lost.</exception>
    IAsyncEnumerable<TReport> Stream<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken = default);
}
