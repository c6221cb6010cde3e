using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Rewards;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// The gauges of one silo. A sweep has the quartiles of its active runs. At most <see cref="MaxRuns"/> runs have series of
/// their own at a time, so that a thousand active runs make no more series than these.
/// </summary>
public sealed class SiloMeters : IDisposable
{
    /// <summary>The largest number of runs that have series of their own at a time.</summary>
    public const int MaxRuns = 32;

    private static readonly (string Name, double Quantile)[] Bands = [("lower", 0.25), ("median", 0.5), ("upper", 0.75)];
    private static readonly string[] States = [.. Enum.GetNames<SweepRunState>().Select(n => n.ToLowerInvariant())];

    private readonly Meter meter = new(Lth4SaMetrics.Name);
    private readonly ConcurrentDictionary<string, RunMeter> runs = new();
    private readonly ConcurrentDictionary<string, SweepMeter> sweeps = new();
    private readonly ConcurrentDictionary<string, SlotMeter> slots = new();
    private readonly Lock places = new();
    private PoolNow? pool;
    private int shown;

    public SiloMeters(Lth4SaOptions options)
    {
        Search("reward", RunValue.Reward, "Reward of the last step's schemes, with the curiosity bonus");
        Search("best_reward", RunValue.BestReward, "Highest reward so far, without the curiosity bonus");
        Search("accuracy_ratio", RunValue.Accuracy, "Validation accuracy of the last step's schemes");
        Search("sparsity_ratio", RunValue.Sparsity, "Share of the blocks that the last step's schemes leave off");
        Search("p_bar_ratio", RunValue.PBar, "Mean probability of the sampled decisions");
        Search("connection_ratio", RunValue.Connection, "Mean probability of a connection");
        Search("entropy_ratio", RunValue.Entropy, "Mean entropy of a block's decision, in bits");
        Search("curiosity_ratio", RunValue.Curiosity, "Share of the curiosity bonus in the reward");
        Search("clipped_ratio", RunValue.Clipped, "Share of the replayed probability ratios that PPO clipped");
        Search("replay_age_steps", RunValue.ReplayAge, "Steps since the replayed entry was added");
        meter.CreateObservableGauge("lth4sa_run_step", () => OfRuns(RunValue.Step), null, "The last search step of a run.");
        meter.CreateObservableGauge(
            "lth4sa_run_connection_probability_ratio", Connections,
            null, "Probability of each block to be connected, by run.");
        meter.CreateObservableGauge("lth4sa_search_active_runs", ActiveRuns, null, "Runs that search now, by sweep.");
        meter.CreateObservableGauge("lth4sa_sweep_runs", SweepRuns, null, "Runs of a sweep in each state.");
        meter.CreateObservableGauge(
            "lth4sa_sweep_progress_ratio", () => sweeps.Values.Select(s => new Measurement<double>(s.Fraction, Tag("sweep", s.Sweep))),
            null, "How far a sweep is.");
        meter.CreateObservableGauge(
            "lth4sa_sweep_axis_progress_ratio", AxisProgress,
            null, "Share of the runs of an axis value that are over.");
        meter.CreateObservableGauge("lth4sa_sweep_best_reward", BestRewards, null, "The best runs of a sweep that are done.");
        meter.CreateObservableGauge(
            "lth4sa_device_busy", () => slots.Values.Select(s => new Measurement<int>(s.Busy, s.Tag)),
            null, "Whether a device slot works on something.");
        meter.CreateObservableGauge(
            "lth4sa_device_supernet_memory", () => slots.Values.Select(s => new Measurement<long>(s.Loaded(), s.Tag)),
            "By", "Weights of the supernets that a slot has loaded.");
        meter.CreateObservableGauge(
            "lth4sa_training_loss", () => Training(t => t.Loss),
            null, "Loss of the training under way, by slot and kind of network.");
        meter.CreateObservableGauge(
            "lth4sa_training_epoch", () => Training(t => t.Epoch),
            null, "Epochs completed of the training under way.");
        meter.CreateObservableGauge(
            "lth4sa_training_images_per_second", () => Training(t => t.ImagesPerSecond),
            null, "Speed of the training under way.");
        meter.CreateObservableGauge(
            "lth4sa_disk_available_ratio", () => Available(options.Folder),
            null, "Free part of the disk that has the silo's folder.");
        meter.CreateObservableGauge(
            "lth4sa_device_pool_slots", () => Pool(p => p.Slots),
            null, "Slots that the device pool knows; on the silo that has it.");
        meter.CreateObservableGauge("lth4sa_device_pool_held", () => Pool(p => p.Held), null, "Slots that somebody holds a lease of.");
        meter.CreateObservableGauge("lth4sa_device_pool_waiting", () => Pool(p => p.Wanted), null, "Requests that wait for a slot.");
    }

    /// <summary>Adds a search that is under way, until <see cref="Leave"/>.</summary>
    internal RunMeter Enter(string run, string sweep, RewardOptions reward)
    {
        var entered = new RunMeter(run, sweep, reward);
        runs[run] = entered;
        lock (places)
        {
            entered.Shown = shown < MaxRuns;
            shown += entered.Shown ? 1 : 0;
        }

        return entered;
    }

    internal void Leave(RunMeter run)
    {
        runs.TryRemove(KeyValuePair.Create(run.Run, run));
        lock (places)
        {
            shown -= run.Shown ? 1 : 0;
            run.Shown = false;
            // A run without series gets the place.
            if (shown < MaxRuns && runs.Values.FirstOrDefault(r => !r.Shown) is { } next)
            {
                next.Shown = true;
                shown++;
            }
        }
    }

    internal void Show(SweepMeter sweep) => sweeps[sweep.Sweep] = sweep;

    internal void Forget(string sweep) => sweeps.TryRemove(sweep, out _);

    internal void Show(int known, int held, int wanted) => pool = new PoolNow(known, held, wanted);

    internal void ForgetPool() => pool = null;

    internal SlotMeter Slot(string slot, Func<long> loaded) => slots.GetOrAdd(slot, key => new SlotMeter(key, loaded));

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private void Search(string name, RunValue value, string description)
    {
        meter.CreateObservableGauge(
            "lth4sa_search_" + name, () => OfSweeps(value), null, description + ": quartiles over the active runs of a sweep.");
        meter.CreateObservableGauge("lth4sa_run_" + name, () => OfRuns(value), null, description + ", by run.");
    }

    private IEnumerable<Measurement<double>> OfSweeps(RunValue value)
    {
        foreach (var sweep in runs.Values.GroupBy(r => r.Sweep))
        {
            var sorted = sweep.Select(r => r[value]).Where(double.IsFinite).Order().ToArray();
            foreach (var (band, quantile) in sorted.Length == 0 ? [] : Bands)
            {
                yield return new(sorted[(int)Math.Round(quantile * (sorted.Length - 1))], Tag("sweep", sweep.Key), Tag("band", band));
            }
        }
    }

    private IEnumerable<Measurement<double>> OfRuns(RunValue value)
    {
        foreach (var run in runs.Values.Where(r => r.Shown))
        {
            if (run[value] is var number && double.IsFinite(number))
            {
                yield return new(number, Tag("sweep", run.Sweep), Tag("run", run.Run));
            }
        }
    }

    private IEnumerable<Measurement<double>> Connections()
    {
        foreach (var run in runs.Values.Where(r => r.Shown))
        {
            var probabilities = run.Probabilities ?? [];
            for (var block = 0; block < probabilities.Length; block++)
            {
                // Two digits, so that dashboards sort them.
                var number = (block + 1).ToString("D2", CultureInfo.InvariantCulture);
                yield return new(probabilities[block], Tag("run", run.Run), Tag("block", number));
            }
        }
    }

    private IEnumerable<Measurement<int>> ActiveRuns() =>
        runs.Values.GroupBy(r => r.Sweep).Select(s => new Measurement<int>(s.Count(), Tag("sweep", s.Key)));

    private IEnumerable<Measurement<int>> SweepRuns() => sweeps.Values.SelectMany(s => s.Runs.Select(
        (count, state) => new Measurement<int>(count, Tag("sweep", s.Sweep), Tag("state", States[state]))));

    private IEnumerable<Measurement<double>> AxisProgress() => sweeps.Values.SelectMany(s => s.Axes.Select(a => new Measurement<double>(
        (double)a.Over / a.All, Tag("sweep", s.Sweep), Tag("axis", a.Axis), Tag("value", a.Value))));

    private IEnumerable<Measurement<double>> BestRewards() => sweeps.Values.SelectMany(s => s.Best.Select(
        (b, place) => new Measurement<double>(
            b.Reward, Tag("sweep", s.Sweep), Tag("place", place + 1), Tag("run", b.Run), Tag("scheme", b.Scheme))));

    private IEnumerable<Measurement<double>> Training(Func<TrainingProgress, double> value)
    {
        foreach (var slot in slots.Values)
        {
            if (slot.Training is { } now)
            {
                yield return new(value(now.Progress), slot.Tag, Tag("network", now.Kind));
            }
        }
    }

    private static IEnumerable<Measurement<double>> Available(string folder)
    {
        if (Directory.Exists(folder))
        {
            var disk = new DriveInfo(Path.GetFullPath(folder));
            yield return new((double)disk.AvailableFreeSpace / disk.TotalSize);
        }
    }

    private IEnumerable<Measurement<int>> Pool(Func<PoolNow, int> value)
    {
        if (pool is { } status)
        {
            yield return new(value(status));
        }
    }

    private sealed record PoolNow(int Slots, int Held, int Wanted);
}
