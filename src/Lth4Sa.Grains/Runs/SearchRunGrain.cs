using System.Diagnostics;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Faults;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace Lth4Sa.Grains.Runs;

/// <inheritdoc cref="ISearchRunGrain"/>
/// <remarks>A timer drives the run with one piece of work in each tick. Ticks never overlap; calls interleave with them.</remarks>
[Reentrant]
public sealed partial class SearchRunGrain(
    [PersistentState(SearchRunGrain.StateName, Lth4SaOptions.StorageName)] IPersistentState<RunState> run,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    Lth4SaOptions options,
    TimeProvider time,
    SiloMeters meters,
    ILogger<SearchRunGrain> log) : Grain, ISearchRunGrain
{
    private const string StateName = "run";

    private readonly ProgressBoard board = new();
    private IGrainTimer? driver;
    private CancellationTokenSource? stop;
    private Task starting = Task.CompletedTask;

    /// <summary>The id of the span in which the run was started, which is the parent of all later spans.</summary>
    private string? cause;

    private RunState State => run.State;

    private RunSpec Spec => run.State.Spec!;

    private string Id => this.GetPrimaryKeyString();

    public Task Start(RunSpec spec, DeviceShare? share) => starting = StartAsync(starting, spec, share);

    public async Task Stop()
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
        }
    }

    public IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken = default) => board.Watch(cancellationToken);

    public async Task<RunResult?> GetResult() => (await StoredAsync()).Result;

    public async Task<DataFacts?> GetData() => (await StoredAsync()).Data;

    public async Task<RunStatus?> GetStatus()
    {
        var stored = driver is null ? await StoredAsync() : State;
        return stored.Spec is not { } spec ? null : new RunStatus(
            Id, spec, stored.Share?.Group ?? "", stored.Phase, driver is not null, board.Current, stored.Search.Step,
            stored.Search.Ledger, stored.Search.Chain, stored.Data, stored.Result);
    }

    public async Task<SearchStep[]> GetSteps(long after, int take)
    {
        var steps = new List<SearchStep>();
        var end = Math.Min((await StoredAsync()).Search.Step, after + take);
        await foreach (var step in StepLog.Of(storage, this.GetGrainId()).ReadAsync(end, after))
        {
            steps.Add(step.Step);
        }

        return [.. steps];
    }

    public async Task<RunCheck> Verify()
    {
        var (stored, chain, known) = (await StoredAsync(), SearchChain.Start, new Dictionary<Scheme, double>());
        if (stored.Data is not null && stored.Search.Step > 0)
        {
            var supernet = stored.Spec!.ToSupernet(stored.Data).SupernetId();
            known = (await GrainFactory.GetGrain<ISupernetGrain>(supernet).GetEvaluations()).ToDictionary(e => e.Scheme, e => e.Accuracy);
        }

        var steps = 0L;
        await foreach (var (step, logged) in StepLog.Of(storage, this.GetGrainId()).ReadAsync(stored.Search.Step))
        {
            chain = SearchChain.Next(chain, step);
            steps++;
            var wrong = step.Step != steps ? Text($"step {steps} is missing: step {step.Step} is in its place")
                : chain != logged
                    ? Text($"step {steps} does not continue the chain: {chain[..16]} follows from it, {logged[..16]} is stored")
                : stored.Data is not null && step.Schemes.Zip(step.Accuracies).Any(e => !IsKnown(e.First, e.Second))
                    ? Text($"step {steps} has an accuracy that its supernet does not have")
                : null;
            if (wrong is not null)
            {
                return new RunCheck(steps, wrong);
            }
        }

        return new RunCheck(steps, steps != stored.Search.Step
            ? Text($"step {steps + 1} is missing; {stored.Search.Step} are on record")
            : chain != stored.Search.Chain
                ? Text($"after step {steps} the chain is {chain[..16]}; {stored.Search.Chain[..16]} is on record")
            : stored.Result is { } result && result.Chain != chain
                ? Text($"the result has the chain {result.Chain[..16]}, its steps {chain[..16]}")
            : null);

        // Bit for bit: an accuracy that is not known is NaN, which equals nothing.
        bool IsKnown(Scheme scheme, double accuracy) => known.GetValueOrDefault(scheme, double.NaN) == accuracy;

        static string Text(FormattableString text) => FormattableString.Invariant(text);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Stop();
        board.Close();
        LeaveSearch();
    }

    // Starts run one after the other: otherwise their reads and writes of the stored state would interleave.
    private async Task StartAsync(Task earlier, RunSpec spec, DeviceShare? share)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        SpecException.ThrowIfAny(RunSpecValidator.Validate(spec));
        await RefreshAsync();
        if (State.Spec is not null && State.Spec.RunId() != spec.RunId())
        {
            throw new ArgumentException($"Run {Id} has another spec.");
        }

        if (State.Phase == RunPhase.Done || driver is not null)
        {
            return;
        }

        if (State.Spec != spec || State.Share != share)
        {
            (State.Spec, State.Share) = (spec, share);
            await run.WriteStateAsync();
        }

        (stop, cause) = (new CancellationTokenSource(), Activity.Current?.Id);
        board.Open(State.Phase);
        driver = this.RegisterGrainTimer(
            AdvanceAsync, new() { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1), Interleave = true, KeepAlive = true });
    }

    private async Task AdvanceAsync()
    {
        try
        {
            stop!.Token.ThrowIfCancellationRequested();
            using var span = Lth4SaMetrics.Tracing.StartActivity(State.Phase.ToString().ToLowerInvariant(), ActivityKind.Internal, cause);
            span?.AddTag("lth4sa.run", Id);
            await (State.Phase switch
            {
                RunPhase.Waiting => BeginAsync(),
                RunPhase.Supernet => TrainSupernetAsync(stop.Token),
                RunPhase.Guidance => GuideAsync(stop.Token),
                RunPhase.Search => SearchAsync(stop.Token),
                RunPhase.Training => TrainNetworksAsync(stop.Token),
                RunPhase.Timing => MeasureAsync(stop.Token),
                _ => Task.CompletedTask,
            });
            if (State.Phase == RunPhase.Done)
            {
                Halt();
            }
        }
        catch (OperationCanceledException) when (stop!.IsCancellationRequested)
        {
            Halt();
        }
        catch (Exception exception)
        {
            LogFailed(exception, Id, State.Phase);
            await ForgetAsync();
            board.Publish(board.Current with
            {
                Error = options.Shown(exception.Message),
                Outage = Failures.IsOutage(exception),
                Permanent = Failures.IsPermanent(exception),
            });
            Halt();
        }
    }

    // Changes in memory that did not reach the storage are discarded.
    private async Task ForgetAsync()
    {
        try
        {
            await run.ReadStateAsync();
        }
        catch (Exception unreadable)
        {
            LogFailed(unreadable, Id, State.Phase);
            DeactivateOnIdle();
        }
    }

    // The run may have gone on in a silo that was taken for dead: the stored state decides.
    private Task RefreshAsync() =>
        driver is null && State is { Spec: not null, Phase: not RunPhase.Done } ? run.ReadStateAsync() : Task.CompletedTask;

    private async Task<RunState> StoredAsync()
    {
        if (State.Phase == RunPhase.Done)
        {
            return State;
        }

        var stored = new GrainState<RunState>(new RunState());
        await storage.ReadStateAsync(StateName, this.GetGrainId(), stored);
        return stored.State ?? new RunState();
    }

    private async Task EnterAsync(RunPhase phase)
    {
        State.Phase = phase;
        await run.WriteStateAsync();
        LogPhase(Id, phase);
        board.Begin(phase);
    }

    private void Halt()
    {
        driver?.Dispose();
        (driver, work) = (null, null);
        LeaveSearch();
        board.Close();
    }

    // The table or the images must exist, and fit the strategy, before anything is stored.
    private async Task BeginAsync()
    {
        if (Spec.ForkOf is not null)
        {
            await ForkAsync();
            return;
        }

        if (Table is { } searched)
        {
            var table = await searched.Describe();
            var max = Spec.ToStrategy().MaxBlocks;
            State.Table = table.Blocks <= max ? table : throw new ArgumentException(
                $"strategy: {Spec.Strategy} is not allowed with {Spec.TablePath()}; "
                + $"expected one for {table.Blocks} blocks, it searches at most {max}.");
            await EnterAsync(RunPhase.Search);
            return;
        }

        Publish("loading images", 0, 0, "", null);
        await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id, State.Share, stop!.Token))
        {
            State.Data = await lease.Run(new DescribeJob(Spec.ToData()));
            // This throws when one image needs more memory than evaluations may use.
            _ = Supernet;
        }

        await EnterAsync(RunPhase.Supernet);
    }

    private void Publish(string stage, double fraction, double rate, string unit, double? secondsLeft) =>
        board.Publish(State.Phase, stage, fraction, rate, unit, secondsLeft);
}
