using System.CommandLine;
using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Simulation;

var seeds = new Option<string>("--seeds") { Description = "The seeds, one or a range", HelpName = "A..B", DefaultValueFactory = _ => "1..200" };
var faults = new Option<string>("--faults")
{
    Description = "What may go wrong, by commas: all, none, or some of " + string.Join(", ", Enum.GetNames<FaultKinds>().Where(n => n is not ("None" or "All")).Select(n => n.ToLowerInvariant())),
    HelpName = "NAMES",
    DefaultValueFactory = _ => "all",
};
var twice = new Option<bool>("--twice") { Description = "Run each seed twice, and require that the same happens" };
var scale = new Option<int?>("--scale") { Description = "Instead: so many runs of four sweeps, without faults, and how well the slots are used", HelpName = "RUNS" };
var slots = new Option<int>("--slots") { Description = "Of the scale", HelpName = "N", DefaultValueFactory = _ => 256 };
var trace = new Option<bool>("--trace") { Description = "Print what happens" };
var root = new RootCommand("Runs sweeps on simulated time, storage, devices and calls while things go wrong, each from one seed.") { seeds, faults, twice, trace, scale, slots };
root.SetAction(given =>
{
    if (!TryRange(given.GetValue(seeds)!, out var first, out var last))
    {
        Console.Error.WriteLine($"seeds: {given.GetValue(seeds)} is not allowed; expected a number, or two as in 1..1000.");
        return 2;
    }

    if (!Enum.TryParse<FaultKinds>(given.GetValue(faults), ignoreCase: true, out var allowed))
    {
        Console.Error.WriteLine($"faults: {given.GetValue(faults)} is not allowed; expected {faults.Description!.Split(": ", 2)[1]}.");
        return 2;
    }

    if (given.GetValue(scale) is { } runs)
    {
        if (runs < 100 || given.GetValue(slots) < 1)
        {
            Console.Error.WriteLine($"scale: {runs} runs on {given.GetValue(slots)} slots is not allowed; expected at least 100 on at least 1.");
            return 2;
        }

        foreach (var line in new Scale(runs, given.GetValue(slots)).Run())
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    return Run(first, last, allowed, given.GetValue(twice), given.GetValue(trace));
});
return root.Parse(args).Invoke();

static int Run(ulong first, ulong last, FaultKinds allowed, bool twice, bool trace)
{
    var undisturbed = new Scenario(0, FaultKinds.None, everyRun: true);
    undisturbed.Run(null);
    var (counts, turns, started) = (new SortedDictionary<string, long>(), 0L, TimeProvider.System.GetTimestamp());
    for (var seed = first; seed <= last; seed++)
    {
        var scenario = new Scenario(seed, allowed, everyRun: false);
        var broken = Try(scenario, undisturbed.Results);
        if (broken is null && twice)
        {
            var again = new Scenario(seed, allowed, everyRun: false);
            broken = Try(again, undisturbed.Results) ?? (again.TraceHash == scenario.TraceHash ? null : $"The same seed took another course: {again.TraceHash}, before {scenario.TraceHash}.");
        }

        if (trace || broken is not null)
        {
            foreach (var line in scenario.Trace)
            {
                Console.WriteLine(line);
            }
        }

        if (broken is not null)
        {
            Console.WriteLine($"seed {seed}: {broken}");
            return 1;
        }

        turns += scenario.Turns;
        foreach (var (kind, count) in scenario.World.Faults.Counts)
        {
            var name = kind.ToString().ToLowerInvariant();
            counts[name] = counts.GetValueOrDefault(name) + count;
        }

        if ((seed - first + 1) % 100 == 0 && seed < last)
        {
            var left = TimeProvider.System.GetElapsedTime(started) / (seed - first + 1) * (last - seed);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed - first + 1} seeds, {left.TotalSeconds:F0} s left"));
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{last - first + 1} seeds intact: every run ended with the chain, ledger and results of the undisturbed one, no evaluation lost or done again once stored, no slot leaked. {turns:N0} turns in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s."));
    Console.WriteLine("Faults: " + (counts.Count == 0 ? "none" : string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value:N0} {c.Key}")))) + ".");
    return 0;
}

static string? Try(Scenario scenario, IReadOnlyDictionary<string, RunResult> undisturbed)
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

static bool TryRange(string text, out ulong first, out ulong last)
{
    var parts = text.Split("..");
    last = 0;
    return ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
        & (parts.Length == 1 ? (last = first) == first : parts.Length == 2 && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out last) && first <= last);
}
