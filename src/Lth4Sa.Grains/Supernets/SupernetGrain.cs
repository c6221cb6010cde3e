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
    ILogger<SupernetGrain> log) : Grain, ISupernetGrain
{
    private readonly SemaphoreSlim training = new(1, 1);
    private readonly Dictionary<string, TaskCompletionSource<Count>> underWay = [];
    private readonly Dictionary<string, Count> known = [];
    private readonly List<string> misses = [];
    private RecordLog<Count> stored = null!;
    private Task? evaluating;

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

    public async IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await training.WaitAsync(cancellationToken);
        try
        {
            if (supernet.State.Trained)
            {
                yield break;
            }

            supernet.State.Spec = spec;
            await supernet.WriteStateAsync(CancellationToken.None);
            await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id))
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
        if (!supernet.State.Trained)
        {
            throw new InvalidOperationException($"Supernet {Id} is not trained yet.");
        }

        Lth4SaMetrics.EvaluationsRequested.Add(schemes.Length);
        var answers = schemes.Select(Find).ToArray();
        evaluating ??= EvaluateMisses();
        return Array.ConvertAll(await Task.WhenAll(answers), ToEvaluation);
    }

    public Task<Evaluation[]> GetEvaluations() => Task.FromResult(known.Values.Select(ToEvaluation).ToArray());

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

    // One batch at a time; what all runs ask for meanwhile makes up the next.
    private async Task EvaluateMisses()
    {
        await Task.Yield();
        while (misses.Count > 0)
        {
            var batch = misses.ToArray();
            misses.Clear();
            try
            {
                await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id);
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
