using System.Globalization;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;
using Lth4Sa.Simulation.Surroundings;

namespace Lth4Sa.Simulation;

/// <summary>Many runs of four sweeps, with weights 1 to 4, on many slots of one silo that nothing happens to: how well it is used.</summary>
internal sealed class Scale : IDisposable
{
    private const int Sweeps = 4, RunsOnASupernet = 4;

    // Nothing is lost here: more heartbeats of the thousands of streams would tell nothing, and take most of the turns.
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(5), ResponseTimeout = TimeSpan.FromHours(1);

    private readonly int runs, slots;
    private readonly World world;
    private readonly SimulationLoop loop;

    public Scale(int runs, int slots)
    {
        (this.runs, this.slots) = (runs, slots);
        var dice = new Dice(1);
        loop = new SimulationLoop(dice, long.MaxValue);
        world = new World(loop, dice, new Faults(dice, FaultKinds.None), new DeviceCosts(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2)), slots, ResponseTimeout);
    }

    public IEnumerable<string> Run()
    {
        var lines = new List<string>();
        var started = TimeProvider.System.GetTimestamp();
        var silo = world.StartSilo();
        loop.Run(() => silo.RunAsync(async () => lines.AddRange(await RunAsync(silo))));
        var wall = TimeProvider.System.GetElapsedTime(started);
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"{loop.Now.TotalDays:F1} simulated days in {wall.TotalSeconds:F0} s, {loop.Turns:N0} turns; peak memory {ProcessMemory.Peak:N0} MiB, {world.Disk.Bytes / 1024.0 / runs:F1} KiB stored for each run"));
        return lines;
    }

    public void Dispose()
    {
        world.Dispose();
        loop.Trace.Dispose();
    }

    private async Task<List<string>> RunAsync(SimulatedSilo silo)
    {
        await silo.StartAsync();
        var (sweeps, pool) = (Enumerable.Range(1, Sweeps).Select(i => silo.Grains.GetGrain<ISweepGrain>($"sweep{i}")).ToArray(), silo.Grains.GetGrain<IDevicePoolGrain>(0));
        for (var i = 0; i < Sweeps; i++)
        {
            var each = Enumerable.Range(0, runs / Sweeps).Select(run => new SweepRun($"{run}", new RunSpec
            {
                Backbone = "resnet20", Strategy = "random", Steps = 4, Candidates = 1, Forwards = 1, Threads = 1, CommitEvery = 4,
                SupernetSeed = 1_000_000 * i + run / RunsOnASupernet, Seed = run,
            }, [])).ToArray();
            // Enough at a time that slots never wait for runs.
            await sweeps[i].Start(each, new SweepOptions(i + 1, 2 * slots, 3));
        }

        var (shares, saturated, since) = (Array.Empty<double>(), TimeSpan.Zero, loop.Now);
        var busy = 0.0;
        while (true)
        {
            await Task.Delay(Poll, silo.Time);
            var status = await pool.GetStatus();
            var left = new List<SweepStatus>();
            foreach (var sweep in sweeps)
            {
                left.Add(await sweep.GetStatus());
            }

            // While each sweep has more than the slots can take.
            if (left.TrueForAll(s => s.Runs[SweepRunState.Pending] > 0))
            {
                saturated = loop.Now - since;
                busy = status.Seconds.Values.Sum();
                shares = [.. Enumerable.Range(1, Sweeps).Select(i => status.Seconds.GetValueOrDefault($"sweep{i}"))];
            }

            if (left.TrueForAll(s => s.State == SweepState.Ended))
            {
                var bad = left.Sum(s => s.Runs[SweepRunState.Parked]);
                var ideal = Enumerable.Range(1, Sweeps).Sum();
                var worst = Enumerable.Range(1, Sweeps).Max(i => Math.Abs(shares[i - 1] / shares.Sum() * ideal / i - 1));
                return
                [
                    string.Create(CultureInfo.InvariantCulture, $"{runs:N0} runs of {Sweeps} sweeps on {slots} slots, {runs / RunsOnASupernet:N0} supernets; {bad} parked; {world.Evaluated:N0} evaluations"),
                    string.Create(CultureInfo.InvariantCulture, $"slots in use: {busy / (saturated.TotalSeconds * slots):P1} while all sweeps had runs waiting ({saturated.TotalHours:F1} h), {world.Busy.TotalSeconds / (loop.Now.TotalSeconds * slots):P1} over all {loop.Now.TotalHours:F1} h"),
                    string.Create(CultureInfo.InvariantCulture, $"shares by weights 1..{Sweeps}: {string.Join(", ", shares.Select(s => (s / shares.Sum()).ToString("P1", CultureInfo.InvariantCulture)))}; the farthest is {worst:P1} off"),
                ];
            }
        }
    }
}
