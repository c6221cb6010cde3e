using Lth4Sa.Contracts.Evaluators;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Runs one kind of job on a device slot.</summary>
internal interface IJobRunner<TJob, TReport> where TJob : DeviceJob<TReport>
{
    /// <summary>Runs a job to its end. A caller that stops reading stops the job.</summary>
    IAsyncEnumerable<TReport> RunAsync(TJob job, CancellationToken cancellation);
}
