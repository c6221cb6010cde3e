using System.Diagnostics;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Logs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Grains.Watching;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace Lth4Sa.Grains.Sweeps;

/// <inheritdoc cref="ISweepGrain"/>
/// <remarks>
/// Every second a timer starts the runs that should be running and are not. Each change of a run is stored once it has
/// happened; where that fails, the grain of the run still has it.
/// </remarks>
[Reentrant]
public sealed partial class SweepGrain(
    [PersistentState("sweep", Lth4SaOptions.StorageName)] IPersistentState<SweepRecord> record,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    Lth4SaOptions options,
    TimeProvider time,
    SiloMeters meters,
    LocalSweeps here,
    ILogger<SweepGrain> log) : Grain, ISweepGrain
{
    /// <summary>The period of the timer.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>The pause before a failed run is tried again: the first one, which doubles with each failure, and the longest.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The number of periods between two updates of the metrics.</summary>
    private const int ShowEvery = 5;

    private readonly List<SweepEntry> entries = [];
    private readonly Dictionary<string, SweepEntry> byId = [];
    private readonly Dictionary<SweepEntry, Task> active = [];
    private readonly Queue<SweepEntry> unstored = new();
    private readonly SemaphoreSlim storing = new(1, 1);
    private readonly ChangeSignal signal = new();
    private RecordLog<SweepRun> runs = null!;
    private RecordLog<SweepChange> changeLog = null!;
    private IGrainTimer? driver;
    private (long Timestamp, double Fraction)? since;
    private int firstOpen;

    /// <summary>True once this activation has raised the fence and may write to the logs.</summary>
    private bool owns;

    /// <summary>True after a failed write, whose outcome is not known: this activation ends.</summary>
    private bool lost;

    private int ticks;

    /// <summary>The id of the span in which the sweep was started, which is the parent of the spans of its runs.</summary>
    private string? cause;

    private string Id => this.GetPrimaryKeyString();

    private DeviceShare Share => new(Id, record.State.Options?.Priority ?? 1);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        here.Add(Id);
        (runs, changeLog) = (SweepLogs.Runs(storage, this.GetGrainId()), SweepLogs.Changes(storage, this.GetGrainId()));
        await foreach (var run in runs.ReadAsync(record.State.Runs))
        {
            Add(run);
        }

        await foreach (var change in changeLog.ReadAsync(record.State.Changes))
        {
            entries[change.Run].Apply(change);
        }

        if (State == SweepState.Running)
        {
            Drive();
        }
    }

    // Runs outlive an activation that is lost: the next one finds them under way.
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown)
        {
            await Halt();
        }

        driver?.Dispose();
        driver = null;
        meters.Forget(Id);
        here.Remove(Id);
    }

    public async Task Start(SweepRun[] added, SweepOptions wanted)
    {
        var fresh = added.DistinctBy(r => r.Spec.RunId()).Where(r => !byId.ContainsKey(r.Spec.RunId())).ToArray();
        await StoreAsync(async () =>
        {
            await runs.AppendAsync(fresh);
            (record.State.Options, record.State.Paused, record.State.Cancelled) = (wanted, false, false);
            record.State.Runs += fresh.Length;
        });
        Array.ForEach(fresh, Add);
        Drive();
    }

    public Task<bool> Wake() => Task.FromResult(State == SweepState.Running);

    public async Task Halt()
    {
        driver?.Dispose();
        driver = null;
        var under = active.ToArray();
        await Task.WhenAll(under.Select(a => GrainFactory.GetGrain<ISearchRunGrain>(a.Key.Id).Stop()));
        await Task.WhenAll(under.Select(a => a.Value));
        await FlushAsync();
    }

    public async Task<SweepStatus> GetStatus()
    {
        var states = Enum.GetValues<SweepRunState>().ToDictionary(s => s, s => entries.Count(e => e.State == s));
        var fraction = Fraction;
        since ??= (time.GetTimestamp(), fraction);
        var rate = (fraction - since.Value.Fraction) / Math.Max(time.GetElapsedTime(since.Value.Timestamp).TotalSeconds, 1e-9);
        return new SweepStatus(
            Id, State, record.State.Options ?? SweepOptions.Default, states, entries.Count,
            entries.Select(e => e.Outcome?.Supernet).Where(s => s is not null).Distinct().Count(),
            active.Keys.Sum(e => e.Progress is { Phase: RunPhase.Search } p ? p.Rate : 0),
            entries.Sum(e => e.Outcome?.Ledger.Requested ?? 0), entries.Sum(e => e.Outcome?.Ledger.Unique ?? 0), fraction,
            State == SweepState.Running && rate > 0 ? (1 - fraction) / rate : null,
            await GrainFactory.GetGrain<IDevicePoolGrain>(0).GetStatus());
    }

    public Task<SweepRunStatus[]> GetRuns(int skip, int take, SweepRunState? state, string? axis)
    {
        var parts = axis?.Split('=', 2);
        return Task.FromResult(entries
            .Where(e => state is null || e.State == state)
            .Where(e => parts is null || e.Run.Axes.GetValueOrDefault(parts[0]) == parts.ElementAtOrDefault(1))
            .Skip(skip).Take(take).Select(e => e.ToStatus()).ToArray());
    }

    public Task<SweepRunStatus?> GetRun(string run) => Task.FromResult(byId.GetValueOrDefault(run)?.ToStatus());

    private SweepState State => entries.TrueForAll(IsOver) ? SweepState.Ended
        : record.State.Cancelled ? SweepState.Cancelled
        : record.State.Paused ? SweepState.Paused
        : SweepState.Running;

    private double Fraction => entries.Count == 0 ? 0 : entries.Sum(FractionOf) / entries.Count;

    private static bool IsOver(SweepEntry entry) => entry.State is SweepRunState.Done or SweepRunState.Parked or SweepRunState.Cancelled;

    // A search of a table is all of its run; on a supernet the phases count the same, because nobody knows how long those will take
    // that a run has not come to.
    private static double FractionOf(SweepEntry entry) => (IsOver(entry), entry.Run.Spec.TablePath(), entry.Progress) switch
    {
        (true, _, _) => 1,
        (_, not null, { Phase: RunPhase.Search } progress) => progress.Fraction,
        (_, null, { Phase: RunPhase.Supernet } progress) => progress.Fraction / 4,
        (_, null, { Phase: RunPhase.Guidance }) => 0.25,
        (_, null, { Phase: RunPhase.Search } progress) => (1 + progress.Fraction) / 4,
        (_, null, { Phase: RunPhase.Training } progress) => (2 + progress.Fraction) / 4,
        (_, null, { Phase: RunPhase.Timing } progress) => (3 + progress.Fraction) / 4,
        _ => 0,
    };

    private void Add(SweepRun run)
    {
        var entry = new SweepEntry(entries.Count, run);
        if (byId.TryAdd(entry.Id, entry))
        {
            entries.Add(entry);
        }
    }

    private void Drive()
    {
        if (!options.Drives)
        {
            return;
        }

        (since, cause) = (null, Activity.Current?.Id ?? cause);
        driver ??= this.RegisterGrainTimer(
            TickAsync, new() { DueTime = TimeSpan.Zero, Period = Period, Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync()
    {
        await FlushAsync();
        Fill();
        signal.Set();
        if (ticks++ % ShowEvery == 0 || State != SweepState.Running)
        {
            meters.Show(SweepMeasurement.Of(Id, entries, Fraction, IsOver));
        }

        if (State != SweepState.Running && active.Count == 0 && unstored.Count == 0)
        {
            driver?.Dispose();
            driver = null;
        }
    }

    // Starts the runs that should be running, in order.
    private void Fill()
    {
        if (driver is null || record.State.Paused || record.State.Cancelled)
        {
            return;
        }

        while (firstOpen < entries.Count && IsOver(entries[firstOpen]))
        {
            firstOpen++;
        }

        var now = time.GetUtcNow();
        for (var place = firstOpen; place < entries.Count && active.Count < record.State.Options!.AtATime; place++)
        {
            var entry = entries[place];
            if (entry.State is SweepRunState.Pending or SweepRunState.Failing && entry.NotBefore <= now && !active.ContainsKey(entry))
            {
                entry.State = SweepRunState.Running;
                active.Add(entry, Task.CompletedTask);
                active[entry] = FollowAsync(entry);
            }
        }
    }

    private async Task FollowAsync(SweepEntry entry)
    {
        // The dictionary of active runs is complete before any of them can leave it.
        await Task.Yield();
        using var span = Lth4SaMetrics.Tracing.StartActivity("run of sweep", ActivityKind.Internal, cause);
        try
        {
            span?.AddTag("lth4sa.sweep", Id).AddTag("lth4sa.run", entry.Id);
            var run = GrainFactory.GetGrain<ISearchRunGrain>(entry.Id);
            await run.Start(entry.Run.Spec, Share);
            if (driver is null || entry.State != SweepRunState.Running)
            {
                // The sweep was halted meanwhile, and its Stop may have come before this Start.
                await run.Stop();
            }

            await foreach (var progress in run.Watch())
            {
                entry.Progress = progress;
                entry.Outages = (progress.Phase, progress.Fraction).CompareTo(entry.Reached) > 0 ? 0 : entry.Outages;
            }

            // The last progress need not be the last event: the stored state of the run decides.
            if (await run.GetResult() is { } result)
            {
                var best = result.Best;
                entry.Outcome = new SweepOutcome(
                    result.Chain, best.Scheme.ToString(), best.Reward, best.Accuracy, best.Sparsity, result.Supernet, result.Ledger);
                (entry.State, entry.Error, entry.Outages) = (SweepRunState.Done, null, 0);
                unstored.Enqueue(entry);
            }
            else if (entry.State == SweepRunState.Running)
            {
                entry.State = SweepRunState.Pending;
                if (entry.Progress is { Error: { } error } last)
                {
                    Failed(entry, error, last.Outage, last.Permanent);
                }
            }
        }
        catch (Exception exception)
        {
            // A failure that the run itself did not report lies between its grain and this one.
            if (entry.State == SweepRunState.Running)
            {
                Failed(
                    entry, options.Shown(exception.Message), exception is not (ArgumentException or SpecException), permanent: false);
            }
        }
        finally
        {
            active.Remove(entry);
            entry.Progress = null;
            signal.Set();
        }

        await FlushAsync();
        Fill();
    }

    // An outage is not a failure of the run, which is tried again for any length of time. What is permanent is not tried again.
    private void Failed(SweepEntry entry, string error, bool outage, bool permanent)
    {
        (entry.Failures, entry.Error) = (entry.Failures + (outage ? 0 : 1), error);
        if (permanent || entry.Failures >= record.State.Options!.Attempts)
        {
            entry.State = SweepRunState.Parked;
            LogRunParked(Id, entry.Run.Name, entry.Id, entry.Failures, error);
        }
        else
        {
            entry.Outages += outage ? 1 : 0;
            var last = entry.Progress is { } p ? (p.Phase, p.Fraction) : default;
            entry.Reached = last.CompareTo(entry.Reached) > 0 ? last : entry.Reached;
            var pause = FirstPause * Math.Pow(2, Math.Min(entry.Failures + entry.Outages - 1, 16));
            (entry.State, entry.NotBefore) = (SweepRunState.Failing, time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
            LogRunFailed(Id, entry.Run.Name, entry.Id, entry.Failures, record.State.Options.Attempts, error);
        }

        if (!outage)
        {
            unstored.Enqueue(entry);
        }
    }

    private async Task FlushAsync()
    {
        if (unstored.Count == 0 || lost)
        {
            return;
        }

        try
        {
            await StoreAsync(async () =>
            {
                // Later changes are stored by the next write.
                SweepEntry[] now = [.. unstored];
                unstored.Clear();
                await changeLog.AppendAsync(Array.ConvertAll(now, e => e.ToChange()));
                record.State.Changes += now.Length;
            });
        }
        catch (Exception exception)
        {
            LogStoreFailed(exception, Id);
        }
    }

    // Only an activation that has raised the stored fence may write to the logs. The outcome of a failed write is not known:
    // the next activation reads it.
    private async Task StoreAsync(Func<Task> change)
    {
        await storing.WaitAsync();
        try
        {
            if (lost)
            {
                throw new InvalidOperationException($"Sweep {Id} is being reloaded; try again.");
            }

            if (!owns)
            {
                record.State.Fence++;
                await record.WriteStateAsync();
                Lth4SaMetrics.FencesRaised.Add(1);
                LogFenceRaised(Id, record.State.Fence, record.State.Runs, record.State.Changes);
                await runs.ResumeAsync(record.State.Runs, record.State.Fence);
                await changeLog.ResumeAsync(record.State.Changes, record.State.Fence);
                owns = true;
            }

            await change();
            await record.WriteStateAsync();
            signal.Set();
        }
        catch
        {
            lost = true;
            // Orleans deactivates a grain when no call is under way, and those who watch wait in calls.
            SignalAll();
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            storing.Release();
        }
    }
}
