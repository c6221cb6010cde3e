using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Logs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
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
    /// <summary>The longest time that misses wait for those of other runs.</summary>
    private static readonly TimeSpan MaxWindow = TimeSpan.FromMilliseconds(50);

    /// <summary>The largest part of the time of a batch that misses wait for those of other runs.</summary>
    private const double WindowPart = 0.05;

    private readonly SemaphoreSlim training = new(1, 1), record = new(1, 1);
    private readonly Dictionary<Scheme, TaskCompletionSource<Count>> underWay = [];
    private readonly Dictionary<Scheme, Count> known = [];
    private readonly List<Scheme> misses = [];
    private RecordLog<Count> stored = null!;
    private Task? evaluating;
    private DeviceShare? share;
    private TimeSpan window;
    private int asking;

    /// <summary>True after a failed write, whose outcome is not known: the stored evaluations must be loaded again.</summary>
    private bool unsure;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadAsync();

    public async IAsyncEnumerable<TrainingProgress> Train(
        SupernetSpec spec, DeviceShare? account, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        share = account;
        await training.WaitAsync(cancellationToken);
        try
        {
            if (supernet.State.Trained)
            {
                yield break;
            }

            await StoreAsync(state => state.Spec = spec);
            await foreach (var progress in TrainWeights(spec, cancellationToken))
            {
                yield return progress;
            }

            await StoreAsync(state => state.Trained = true);
        }
        finally
        {
            training.Release();
        }
    }

    public async Task<Evaluation[]> Evaluate(Scheme[] schemes)
    {
        await CheckTrainedAsync();
        Lth4SaMetrics.EvaluationsRequested.Add(schemes.Length);
        var missed = misses.Count;
        var answers = schemes.Select(Find).ToArray();
        asking += misses.Count > missed ? 1 : 0;
        evaluating ??= EvaluateMisses();
        return Array.ConvertAll(await Task.WhenAll(answers), ToEvaluation);
    }

    public async IAsyncEnumerable<ScreeningProgress> Screen(
        Scheme[] schemes, int keep, double confidence, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await CheckTrainedAsync();
        var weights = supernet.State.Spec!.WeightsId();
        await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, weights, share, cancellationToken);
        var screening = new ScreeningJob(weights, supernet.State.Spec!, schemes, keep, confidence);
        await foreach (var progress in lease.Stream(screening))
        {
            yield return progress;
        }
    }

    public Task<SupernetStatus?> GetStatus() =>
        Task.FromResult(supernet.State.Spec is { } spec ? new SupernetStatus(Id, spec, supernet.State.Trained, known.Count) : null);

    public async Task<Evaluation[]> GetEvaluations(int skip, int take)
    {
        var all = new List<Evaluation>();
        // A silo that was taken for dead may have added some.
        await foreach (var count in EvaluationLog.Of(storage, this.GetGrainId()).ReadAsync((long)skip + take, skip))
        {
            all.Add(ToEvaluation(count));
        }

        return [.. all];
    }

    // Supernets that differ in their evaluations alone have the weights of one of them, which trains for all.
    private async IAsyncEnumerable<TrainingProgress> TrainWeights(
        SupernetSpec spec, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (spec.WeightsId() is var weights && weights != Id)
        {
            var other = GrainFactory.GetGrain<ISupernetGrain>(weights);
            await foreach (var progress in other.Train(spec.WithoutRecalibration(), share, cancellationToken))
            {
                yield return progress;
            }

            yield break;
        }

        await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, share, cancellationToken);
        await foreach (var progress in lease.Stream(new SupernetTrainingJob(Id, spec)))
        {
            yield return progress;
        }
    }

    // Orleans deactivates a grain whose write is refused, but does not see the exceptions of a stream. The outcome of the write
    // is not known: the next activation reads it. No run may use a supernet whose training is not stored.
    private Task StoreAsync(Action<SupernetState> change) => WithRecordAsync(async () =>
    {
        try
        {
            change(supernet.State);
            await supernet.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            supernet.State.Trained = false;
            DeactivateOnIdle();
            throw;
        }
    });

    private async Task CheckTrainedAsync()
    {
        if (!supernet.State.Trained)
        {
            // It may have been trained in a silo that was taken for dead.
            await WithRecordAsync(() => supernet.ReadStateAsync());
        }

        if (!supernet.State.Trained)
        {
            throw new InvalidOperationException($"Supernet {Id} is not trained yet.");
        }
    }

    // Reads and writes of the state never overlap: a read during a write could return the state before it and finish after it.
    private async Task WithRecordAsync(Func<Task> act)
    {
        await record.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            record.Release();
        }
    }

    // Images of the recalibration are forwarded as those of the validation are.
    private Evaluation ToEvaluation(Count count) => new(
        count.Scheme, 100.0 * count.Correct / count.Images, count.Images + (supernet.State.Spec?.Recalibrate ?? 0), count.Seconds);

    private Task<Count> Find(Scheme scheme)
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

    // One batch is evaluated at a time; the misses of all runs in the meantime are the next batch. After several runs have asked
    // at the same time, a batch waits a little for the others, which have just been answered and are about to ask again.
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
                await EvaluateAsync(batch);
                Array.ForEach(batch, scheme => Complete(scheme, answer => answer.SetResult(known[scheme])));
            }
            catch (Exception exception)
            {
                Array.ForEach(batch, scheme => Complete(scheme, answer => answer.SetException(exception)));
            }

            var part = time.GetElapsedTime(started) * WindowPart;
            window = !several && misses.Count == 0 ? TimeSpan.Zero : part < MaxWindow ? part : MaxWindow;
        }

        evaluating = null;
    }

    private async Task EvaluateAsync(Scheme[] batch)
    {
        if (unsure)
        {
            await LoadAsync();
        }

        Scheme[] fresh = [.. batch.Where(scheme => !known.ContainsKey(scheme))];
        if (fresh.Length == 0)
        {
            return;
        }

        using var span = Lth4SaMetrics.Tracing.StartActivity("evaluate misses");
        var started = time.GetTimestamp();

        var weights = supernet.State.Spec!.WeightsId();
        await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, weights, share, CancellationToken.None);
        var evaluations = await lease.Run(new EvaluationJob(weights, supernet.State.Spec!, fresh));
        // Evaluations are stored before they are returned: an answer that was used is never computed again.
        unsure = true;
        await stored.AppendAsync(evaluations);
        unsure = false;
        Array.ForEach(evaluations, evaluation => known[evaluation.Scheme] = evaluation);
        Lth4SaMetrics.EvaluationsDone.Add(fresh.Length);
        Lth4SaMetrics.BatchSize.Record(fresh.Length);
        Lth4SaMetrics.EvaluationDuration.Record(time.GetElapsedTime(started).TotalSeconds);
        LogEvaluated(Id, fresh.Length, evaluations.Sum(e => e.Seconds), known.Count);
    }

    private async Task LoadAsync()
    {
        stored = EvaluationLog.Of(storage, this.GetGrainId());
        foreach (var count in await stored.LoadAsync())
        {
            known[count.Scheme] = count;
        }

        unsure = false;
    }

    private void Complete(Scheme scheme, Action<TaskCompletionSource<Count>> complete)
    {
        if (underWay.Remove(scheme, out var answer))
        {
            complete(answer);
        }
    }
}
