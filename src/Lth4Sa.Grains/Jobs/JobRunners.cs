using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Grains.Jobs;

/// <summary>The runners of all kinds of jobs, by the type of the job.</summary>
internal sealed class JobRunners
{
    private readonly Dictionary<Type, Delegate> runners = [];

    /// <param name="slot">The slot that the jobs run on.</param>
    public JobRunners(SlotResources slot)
    {
        Add<DescribeJob, DataFacts>(new DescribeRunner(slot));
        var training = new TrainingRunner(slot);
        Add<SupernetTrainingJob, TrainingProgress>(training);
        Add<NetworkTrainingJob, TrainingProgress>(training);
        Add<EvaluationJob, Count[]>(new EvaluationRunner(slot));
        Add<ScreeningJob, ScreeningProgress>(new ScreeningRunner(slot));
        Add<GuidanceJob, GuidanceProgress>(new GuidanceRunner(slot));
        Add<TestJob, TestResult>(new TestRunner(slot));
        Add<TimingJob, TimingProgress>(new TimingRunner(slot));
        Add<ExportJob, string>(new ExportRunner(slot));
    }

    /// <summary>The types of all jobs that can be run.</summary>
    public IReadOnlyCollection<Type> Jobs => runners.Keys;

    private delegate IAsyncEnumerable<TReport> Runner<TReport>(DeviceJob<TReport> job, CancellationToken cancellation);

    /// <summary>Runs a job by the runner of its type.</summary>
    public IAsyncEnumerable<TReport> Run<TReport>(DeviceJob<TReport> job, CancellationToken cancellation) =>
        runners.TryGetValue(job.GetType(), out var runner) ? ((Runner<TReport>)runner)(job, cancellation) : throw new NotSupportedException(
            $"job: {job.GetType().Name} is not known here; expected one of {string.Join(", ", Jobs.Select(known => known.Name))}.");

    private void Add<TJob, TReport>(IJobRunner<TJob, TReport> runner) where TJob : DeviceJob<TReport> =>
        runners.Add(typeof(TJob), (Runner<TReport>)((job, cancellation) => runner.RunAsync((TJob)job, cancellation)));
}
