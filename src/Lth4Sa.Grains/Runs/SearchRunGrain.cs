using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Devices;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Runs;

/// <inheritdoc cref="ISearchRunGrain"/>
/// <remarks>A timer drives the run, one piece of work a tick; ticks never overlap, and calls interleave with them.</remarks>
[Reentrant]
public sealed partial class SearchRunGrain(
    [PersistentState("run", Lth4SaOptions.StorageName)] IPersistentState<RunState> run,
    TimeProvider time,
    ILogger<SearchRunGrain> log) : Grain, ISearchRunGrain
{
    private readonly ProgressBoard board = new();
    private IGrainTimer? driver;
    private CancellationTokenSource? stop;

    private RunState State => run.State;

    private RunSpec Spec => run.State.Spec!;

    private string Id => this.GetPrimaryKeyString();

    public async Task Start(RunSpec spec)
    {
        var errors = RunSpecValidator.Validate(spec);
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors));
        }

        if (State.Spec is not null && State.Spec.RunId() != spec.RunId())
        {
            throw new ArgumentException($"Run {Id} has another spec.");
        }

        if (State.Phase == RunPhase.Done || driver is not null)
        {
            return;
        }

        if (State.Spec != spec)
        {
            State.Spec = spec;
            await run.WriteStateAsync();
        }

        stop = new CancellationTokenSource();
        board.Open();
        ShowBest(State.Search);
        driver = this.RegisterGrainTimer(AdvanceAsync, new() { DueTime = TimeSpan.Zero, Period = TimeSpan.FromMilliseconds(1), Interleave = true, KeepAlive = true });
    }

    public async Task Stop()
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
        }
    }

    public IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken = default) => board.Watch(cancellationToken);

    public Task<RunResult?> GetResult() => Task.FromResult(State.Result);

    public Task<StepRecord[]> GetSteps(long after) => Task.FromResult(State.Search.Steps.Where(s => s.Step > after).ToArray());

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Stop();
        board.Close();
    }

    private async Task AdvanceAsync()
    {
        try
        {
            stop!.Token.ThrowIfCancellationRequested();
            State.Data ??= await DescribeAsync();
            await (State.Phase switch
            {
                RunPhase.Waiting => EnterAsync(RunPhase.Supernet),
                RunPhase.Supernet => TrainSupernetAsync(stop.Token),
                RunPhase.Search => SearchAsync(stop.Token),
                RunPhase.Training => TrainNetworksAsync(stop.Token),
                RunPhase.Timing => MeasureAsync(stop.Token),
                _ => FinishAsync(),
            });
        }
        catch (OperationCanceledException) when (stop!.IsCancellationRequested)
        {
            Halt();
        }
        catch (Exception exception)
        {
            LogFailed(log, exception, Id, State.Phase);
            board.Publish(board.Current with { Error = exception.Message });
            Halt();
        }
    }

    private async Task EnterAsync(RunPhase phase)
    {
        State.Phase = phase;
        await run.WriteStateAsync();
        LogPhase(log, Id, phase);
    }

    private Task FinishAsync()
    {
        board.Publish(board.Current with { Phase = RunPhase.Done, Stage = "done", Fraction = 1, Rate = 0, SecondsLeft = 0 });
        Halt();
        return Task.CompletedTask;
    }

    private void Halt()
    {
        driver?.Dispose();
        (driver, recovered) = (null, false);
        board.Close();
    }

    private async Task<Contracts.Supernets.DataFacts> DescribeAsync()
    {
        Publish("loading images", 0, 0, "", null);
        await using var lease = await HeldLease.AcquireAsync(this, GrainFactory, Id);
        return await GrainFactory.GetGrain<IEvaluatorGrain>(lease.Slot).Describe(Spec.ToData());
    }

    private void Publish(string stage, double fraction, double rate, string unit, double? secondsLeft) =>
        board.Publish(board.Current with
        {
            Phase = State.Phase,
            Stage = stage,
            Fraction = fraction,
            Rate = rate,
            Unit = unit,
            SecondsLeft = secondsLeft,
            Error = null,
        });
}
