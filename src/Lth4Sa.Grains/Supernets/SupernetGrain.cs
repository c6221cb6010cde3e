using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace Lth4Sa.Grains.Supernets;

/// <inheritdoc cref="ISupernetGrain"/>
[Reentrant]
public sealed partial class SupernetGrain(
    [PersistentState("supernet", Lth4SaOptions.StorageName)] IPersistentState<SupernetState> supernet,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    TimeProvider time,
    ILogger<SupernetGrain> log) : Grain, ISupernetGrain
{
    /// <summary>The longest time, and the largest part of a batch's, that misses wait for those of other runs.</summary>
    private static readonly TimeSpan MostWindow = TimeSpan.FromMilliseconds(50);

    private const double WindowPart = 0.05;

    private readonly SemaphoreSlim training = new(1, 1);
    private readonly Dictionary<string, TaskCompletionSource<Count>> underWay = [];
    private readonly Dictionary<string, Count> known = [];
    private readonly List<string> misses = [];
    private RecordLog<Count> stored = null!;
    private Task? evaluating;
    private DeviceShare? share;
    private TimeSpan window;
    private int asking;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = EvaluationLog.Of(storage, this.GetGrainId());
        var items = 0;
        await foreach (var count in stored.ReadAsync())
        {
            known[count.Scheme] = count;
            items++;
        }

        await stored.ResumeAsync(items);
    }

    public async IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, DeviceShare? account, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        share = account;
        await training.WaitAsync(cancellationToken);
        try
        {
            if (supernet.State.Trained)
            {
                yield break;
            }

            supernet.State.Spec = spec;
            await supernet.WriteStateAsync(CancellationToken.None);
            await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, share))
            {
                var evaluator = GrainFactory.GetGrain<IEvaluatorGrain>(lease.Slot);
                await foreach (var progress in evaluator.TrainSupernet(Id, spec, cancellationToken))
                {
                    yield return progress;
                }
            }

            supernet.State.Trained = true;
            await supernet.WriteStateAsync(CancellationToken.None);
        }
        finally
        {
            training.Release();
        }
    }

    public async Task<Evaluation[]> Evaluate(string[] schemes)
    {
        CheckTrained();
        Lth4SaMetrics.EvaluationsRequested.Add(schemes.Length);
        var missed = misses.Count;
        var answers = schemes.Select(Find).ToArray();
        asking += misses.Count > missed ? 1 : 0;
        evaluating ??= EvaluateMisses();
        return Array.ConvertAll(await Task.WhenAll(answers), ToEvaluation);
    }

    public async IAsyncEnumerable<ScreeningProgress> Screen(
        string[] schemes, int keep, double confidence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CheckTrained();
        await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, share);
        var evaluator = GrainFactory.GetGrain<IEvaluatorGrain>(lease.Slot);
        await foreach (var progress in evaluator.Screen(Id, supernet.State.Spec!, schemes, keep, confidence, cancellationToken))
        {
            yield return progress;
        }
    }

    public Task<Evaluation[]> GetEvaluations() => Task.FromResult(known.Values.Select(ToEvaluation).ToArray());

    private void CheckTrained()
    {
        if (!supernet.State.Trained)
        {
            throw new InvalidOperationException($"Supernet {Id} is not trained yet.");
        }
    }

    private static Evaluation ToEvaluation(Count count) => new(count.Scheme, 100.0 * count.Correct / count.Images, count.Images, count.Seconds);

    private Task<Count> Find(string scheme)
    {
        if (known.TryGetValue(scheme, out var count))
        {
            Lth4SaMetrics.EvaluationHits.Add(1);
            return Task.FromResult(count);
        }

        if (underWay.TryGetValue(scheme, out var joined))
        {
            Lth4SaMetrics.EvaluationsJoined.Add(1);
            return joined.Task;
        }

        misses.Add(scheme);
        return (underWay[scheme] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    // One batch at a time; what all runs ask for meanwhile makes up the next. Where runs were seen to ask at the same
    // time, a batch waits a little for the others, which have just been answered and are about to ask again.
    private async Task EvaluateMisses()
    {
        await Task.Yield();
        while (misses.Count > 0)
        {
            if (window > TimeSpan.Zero)
            {
                await Task.Delay(window, time);
            }

            var (several, started) = (asking > 1, time.GetTimestamp());
            asking = 0;
            var batch = misses.ToArray();
            misses.Clear();
            try
            {
                await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, share);
                var evaluator = GrainFactory.GetGrain<IEvaluatorGrain>(lease.Slot);
                var evaluations = await evaluator.Evaluate(Id, supernet.State.Spec!, batch);
                // Stored before anybody sees them: an answer that was used is never computed again.
                await stored.AppendAsync(evaluations);
                foreach (var evaluation in evaluations)
                {
                    known[evaluation.Scheme] = evaluation;
                }

                Lth4SaMetrics.EvaluationsDone.Add(batch.Length);
                LogEvaluated(log, Id, batch.Length, evaluations.Sum(e => e.Seconds), known.Count);
                Array.ForEach(evaluations, e => Complete(e.Scheme, answer => answer.SetResult(e)));
            }
            catch (Exception exception)
            {
                Array.ForEach(batch, scheme => Complete(scheme, answer => answer.SetException(exception)));
            }

            var part = time.GetElapsedTime(started) * WindowPart;
            window = !several && misses.Count == 0 ? TimeSpan.Zero : part < MostWindow ? part : MostWindow;
        }

        evaluating = null;
    }

    private void Complete(string scheme, Action<TaskCompletionSource<Count>> complete)
    {
        if (underWay.Remove(scheme, out var answer))
        {
            complete(answer);
        }
    }
}
