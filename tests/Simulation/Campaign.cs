using System.Diagnostics;
using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Surroundings;

namespace Lth4Sa.Simulation;

/// <summary>The scenarios of a range of seeds, one after the other until one is broken.</summary>
/// <param name="twice">Whether each seed runs twice, and must take the same course.</param>
/// <param name="trace">Whether to print what happens, and not only in a seed that is broken.</param>
internal sealed class Campaign(ulong first, ulong last, FaultKinds allowed, bool twice, bool trace)
{
    private const ulong ReportEvery = 100;

    /// <summary>Seeds after which the memory in use is noted, to be compared with that at the end.</summary>
    private const ulong WarmUp = 500;

    private readonly SortedDictionary<string, long> faults = [];
    private readonly long started = TimeProvider.System.GetTimestamp();
    private long turns;
    private long? warmPeak;

    /// <summary>Prints what became of it.</summary>
    /// <returns>Whether all seeds are intact.</returns>
    public bool Run()
    {
        if (RunUndisturbed(out var undisturbed) is { } wrong)
        {
            Console.WriteLine($"undisturbed: {wrong}");
            return false;
        }

        for (var seed = first; seed <= last; seed++)
        {
            if (RunSeed(seed, undisturbed) is { } broken)
            {
                Console.WriteLine($"seed {seed}: {broken}");
                return false;
            }

            Report(seed - first + 1);
        }

        Conclude();
        return true;
    }

    private static string? RunUndisturbed(out IReadOnlyDictionary<string, RunResult> results)
    {
        using var scenario = new Scenario(0, FaultKinds.None, everyRun: true);
        results = scenario.Results;
        return Try(scenario, undisturbed: null);
    }

    private static string? Try(Scenario scenario, IReadOnlyDictionary<string, RunResult>? undisturbed)
    {
        try
        {
            scenario.Run(undisturbed);
            return null;
        }
        catch (SimulationException broken)
        {
            return broken.Message;
        }
        catch (Exception unexpected)
        {
            return unexpected.ToString();
        }
    }

    private string? RunSeed(ulong seed, IReadOnlyDictionary<string, RunResult> undisturbed)
    {
        using var scenario = new Scenario(seed, allowed, everyRun: false);
        var broken = Try(scenario, undisturbed);
        if (broken is null && twice)
        {
            using var again = new Scenario(seed, allowed, everyRun: false);
            broken = Try(again, undisturbed) ?? (again.Trace.Hash == scenario.Trace.Hash ? null : $"The same seed took another course: {again.Trace.Hash}, before {scenario.Trace.Hash}.");
        }

        if (trace || broken is not null)
        {
            foreach (var line in scenario.Trace.Lines)
            {
                Console.WriteLine(line);
            }
        }

        turns += scenario.Turns;
        foreach (var (kind, count) in scenario.World.Faults.Counts)
        {
            var name = kind.ToString().ToLowerInvariant();
            faults[name] = faults.GetValueOrDefault(name) + count;
        }

        return broken;
    }

    private void Report(ulong done)
    {
        var all = last - first + 1;
        if (done == WarmUp)
        {
            warmPeak = ProcessMemory.Peak;
        }

        if (done % ReportEvery == 0 && done < all)
        {
            var left = TimeProvider.System.GetElapsedTime(started) / done * (all - done);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} seeds, {left.TotalSeconds:F0} s left, {ProcessMemory.Now} MiB"));
        }
    }

    private void Conclude()
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{last - first + 1} seeds intact: every run ended with the chain, ledger and results of the undisturbed one, no evaluation lost or done again once stored, no network trained again once stored, no slot leaked."));
        Console.WriteLine("Faults: " + (faults.Count == 0 ? "none" : string.Join(", ", faults.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Value:N0} {f.Key}")))) + ".");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{turns:N0} turns in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s, {process.TotalProcessorTime.TotalSeconds:F0} s of processor time; peak memory {ProcessMemory.Peak} MiB{(warmPeak is { } peak ? string.Create(CultureInfo.InvariantCulture, $", {peak} MiB after {WarmUp} seeds") : "")}."));
    }
}
