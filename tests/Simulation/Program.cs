using System.CommandLine;
using System.Globalization;
using Lth4Sa.Simulation;
using Lth4Sa.Simulation.Surroundings;

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

        using var simulation = new Scale(runs, given.GetValue(slots));
        foreach (var line in simulation.Run())
        {
            Console.WriteLine(line);
        }

        return 0;
    }

    return new Campaign(first, last, allowed, given.GetValue(twice), given.GetValue(trace)).Run() ? 0 : 1;
});
return root.Parse(args).Invoke();

static bool TryRange(string text, out ulong first, out ulong last)
{
    var parts = text.Split("..");
    last = 0;
    return ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
        & (parts.Length == 1 ? (last = first) == first : parts.Length == 2 && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out last) && first <= last);
}
