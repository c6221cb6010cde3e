using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Evaluations;
using Lth4Sa.Grains.Logs;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Runs;

/// <summary>Alg. 1: the supernet, then the steps, committed every few.</summary>
public sealed partial class SearchRunGrain
{
    private const int MostRefusals = 3;

    /// <summary>A crash repeats no more than this, and evaluations are not repeated at all.</summary>
    private static readonly TimeSpan CommitPeriod = TimeSpan.FromSeconds(10);

    private Work? work;
    private RunMeter? meter;
    private int refusals;

    private int[] BlocksPerStage => State.Table is { } table ? [table.Blocks] : [.. Backbone.Parse(Spec.Backbone).BlocksPerStage];

    private int Blocks => BlocksPerStage.Sum();

    /// <summary>The sweep that it belongs to; empty for none.</summary>
    private string Group => State.Share?.Group ?? "";

    private SupernetSpec Supernet => Spec.ToSupernet(State.Data!);

    /// <summary>Null where a supernet is searched.</summary>
    private ITableGrain? Table =>
        Spec.TablePath() is { } path ? GrainFactory.GetGrain<ITableGrain>(TableGrain.KeyOf(path, Spec.Missing)) : null;

    private IEvaluationsGrain Evaluations => (IEvaluationsGrain?)Table ?? GrainFactory.GetGrain<ISupernetGrain>(Supernet.SupernetId());

    private async Task TrainSupernetAsync(CancellationToken cancellation)
    {
        Publish("supernet", 0, 0, "images/s", null);
        var supernet = GrainFactory.GetGrain<ISupernetGrain>(Supernet.SupernetId());
        await foreach (var progress in supernet.Train(Supernet, State.Share, cancellation))
        {
            Publish(
                $"supernet, epoch {Math.Min(progress.Epoch + 1, progress.Epochs)}/{progress.Epochs}", progress.Fraction,
                progress.ImagesPerSecond, "images/s", progress.ImagesPerSecond > 0 ? progress.SecondsLeft : null);
        }

        await EnterAsync(Spec.ToStrategy().Guidance == GuidanceKind.None ? RunPhase.Search : RunPhase.Guidance);
    }

    private async Task GuideAsync(CancellationToken cancellation)
    {
        await using (var lease = await HeldLease.AcquireAsync(this, GrainFactory, Supernet.WeightsId(), State.Share, cancellation))
        {
            var (started, first) = (time.GetTimestamp(), -1);
            var guidance = new GuidanceJob(Supernet.WeightsId(), Supernet, Spec.ToGuidance(Id));
            await foreach (var progress in lease.Stream(guidance))
            {
                first = first < 0 ? progress.Step : first;
                var rate = (progress.Step - first) / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
                Publish(
                    $"{Spec.Strategy}, step {progress.Step}/{progress.Steps}", (double)progress.Step / progress.Steps,
                    rate, "steps/s", rate > 0 ? (progress.Steps - progress.Step) / rate : null);
                State.Guidance = progress.Rows is null ? null : progress;
            }
        }

        await EnterAsync(RunPhase.Search);
    }

    private async Task SearchAsync(CancellationToken cancellation)
    {
        try
        {
            work ??= await RecoverAsync();
            meter ??= meters.Enter(Id, Group, Spec.ToSearchOptions().Reward);
            var (session, steps, started) = (work.Session, new List<LoggedStep>(), time.GetTimestamp());
            while (steps.Count < Spec.CommitEvery && time.GetElapsedTime(started) < CommitPeriod && !cancellation.IsCancellationRequested
                && await session.StepAsync(work.Parts) is { } taken)
            {
                steps.Add(new LoggedStep(taken.Step, session.Chain));
                ShowStep(work, taken.Step.PBar);
                meter!.Show(taken, session.Best);
            }

            // What is done is kept even when the run is to stop.
            await CommitAsync(work, steps);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (StepRefusedException refused) when (++refusals <= MostRefusals)
        {
            // A grain lost its memory, or somebody took over for a while: raise the fence and go on from the last commit.
            LogRefused(Id, State.Search.Step, refused.Message);
            work = null;
        }
        catch
        {
            work = null;
            throw;
        }
    }

    private async Task<Work> RecoverAsync()
    {
        if (State.Table is { } before && await Table!.Describe() is var now && now.Hash != before.Hash)
        {
            throw new InvalidDataException(
                $"{Spec.TablePath()} has changed since the run started: hash {now.Hash[..8]}, was {before.Hash[..8]}.");
        }

        Publish("search", 0, 0, "steps/s", null);
        await RaiseFenceAsync();
        var (fence, committed) = (State.Fence, State.Search);
        var parts = new GrainParts(GrainFactory, Id, Evaluations, fence);
        await parts.RecoverAsync(Spec.ToStrategySetup(BlocksPerStage, State.Guidance), committed.Step);

        var (session, steps) = (Spec.ToSession(), StepLog.Of(storage, this.GetGrainId()));
        await foreach (var step in steps.ReadAsync(committed.Step))
        {
            session.Add(step.Step);
        }

        if (session.Chain != committed.Chain)
        {
            throw new InvalidDataException(
                $"The stored steps of run {Id} are damaged: their chain is {session.Chain[..16]}, "
                + $"the committed one is {committed.Chain[..16]}.");
        }

        session.Resume(committed.Ledger.Images, committed.Ledger.DeviceSeconds, committed.Exhausted);
        if (committed.Step == 0 && State.Guidance is { } guidance)
        {
            session.Charge(guidance.Images, guidance.Seconds);
        }

        await steps.ResumeAsync(committed.Step, fence);
        if (committed.Step > 0)
        {
            Lth4SaMetrics.Recoveries.Add(1);
        }

        LogRecovered(Id, fence, committed.Step);
        return new Work(session, parts, steps, committed.Step, time.GetTimestamp());
    }

    private async Task RaiseFenceAsync()
    {
        State.Fence++;
        await run.WriteStateAsync();
        Lth4SaMetrics.FencesRaised.Add(1);
    }

    private async Task CommitAsync(Work at, List<LoggedStep> steps)
    {
        var session = at.Session;
        // Nothing counts before the run's own record says so, so these need no order among themselves.
        await Task.WhenAll(at.Log.AppendAsync(steps), at.Parts.SnapshotAsync(Spec.ToStrategy(), session.Step));
        State.Search = new CommittedSearch(
            session.Step, session.Chain, new Ledger(session.Requested, session.Known.Count, session.Images, session.Seconds),
            session.Exhausted);
        if (session.Ended)
        {
            EndSearch(session);
        }

        await run.WriteStateAsync();
        Lth4SaMetrics.StepsCommitted.Add(steps.Count, new KeyValuePair<string, object?>("sweep", Group));
        Lth4SaMetrics.Commits.Add(1);
        refusals = 0;
        if (session.Ended)
        {
            board.Begin(State.Phase);
            LeaveSearch();
        }
    }

    private void LeaveSearch()
    {
        if (meter is not null)
        {
            meters.Leave(meter);
            meter = null;
        }
    }

    private void EndSearch(SearchSession session)
    {
        State.Candidates = Candidates.Of(
            Spec.ToStrategySetup(BlocksPerStage, State.Guidance), session.Known, Math.Max(Spec.Candidates, LeastShown));
        var ends = State.Table is not null || Spec.Candidates == 0;
        State.Phase = ends ? RunPhase.Done : RunPhase.Training;
        State.Result = ends ? ResultOf([]) : null;
    }

    private void ShowStep(Work at, double? pBar) => board.Publish(() =>
    {
        var session = at.Session;
        var rate = (session.Step - at.From) / Math.Max(time.GetElapsedTime(at.Since).TotalSeconds, 1e-9);
        // Steps and budget are both limits: the nearer one says how far the search is.
        var done = Math.Max(
            (double)session.Step / Spec.SearchSteps(), Spec.Budget is { } budget ? (double)session.Known.Count / budget : 0);
        return new RunProgress(
            RunPhase.Search,
            Spec.Budget is null
                ? $"search, step {session.Step}/{Spec.SearchSteps()}"
                : $"search, step {session.Step}, {session.Known.Count}/{Spec.Budget} evaluations",
            done, rate, "steps/s", session.Step / done * (1 - done) / rate,
            session.Best!.Scheme.ToString(), session.Best.Reward, pBar, null);
    });

    /// <param name="From">The step it went on after.</param>
    private sealed record Work(SearchSession Session, GrainParts Parts, RecordLog<LoggedStep> Log, long From, long Since);
}
