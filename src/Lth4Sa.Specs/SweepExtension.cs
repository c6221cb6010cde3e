using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Specs;

/// <summary>Further runs of a sweep, made of those that it has.</summary>
public static class SweepExtension
{
    private const string Field = "set";

    /// <summary>Makes a run for each combination of the given runs and values.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="settings">The options, each with a value, a range or a list with commas.</param>
    /// <param name="paths">The rule for paths; null is <see cref="SpecPaths.Local"/>.</param>
    /// <param name="maxRuns">The largest number of combinations.</param>
    /// <exception cref="SpecException">An option or a value is not allowed, or there are too many combinations.</exception>
    public static SweepRun[] Of(
        IReadOnlyList<SweepRun> runs, IReadOnlyList<(string Option, string Values)> settings, SpecPaths? paths = null,
        int maxRuns = SweepFile.MaxRuns)
    {
        var set = settings.Select(s => (
            Option: SpecOptions.Find(s.Option)
                ?? throw new SpecException(SpecError.Of(Field, s.Option, SweepFile.OneOption)),
            Values: new SpecValues(s.Option, [.. s.Values.Split(',').Select(v => new SpecRange(v))]))).ToArray();

        // Runs that differ in nothing but what is set become equal, and count once.
        var origins = runs.DistinctBy(run => set.Aggregate(run.Spec, (spec, s) => s.Option.Apply(spec, s.Values.Given[0].First))).ToList();
        var size = set.Aggregate(
            new SweepSize(origins.Count, origins.Sum(run => (double)run.Name.Length)), (size, s) => size.Times(s.Values));
        if (size.Check(Field, "combinations of runs and values", maxRuns) is { } tooLarge)
        {
            throw new SpecException(tooLarge);
        }

        foreach (var (option, values) in set)
        {
            string[] all = [.. values.Given.SelectMany(v => v.Values())];
            origins = [.. origins.SelectMany(run => all.Select(value => SweepFile.Run(
                new Dictionary<string, string>(run.Axes) { [option.Name] = value },
                SpecOptions.Complete(option.Apply(run.Spec, value), paths))))];
        }

        var wrong = origins.SelectMany(r => RunSpecValidator.Validate(r.Spec)).Distinct().ToArray();
        SpecException.ThrowIfAny(wrong);
        return [.. origins.DistinctBy(r => r.Spec.RunId())];
    }
}
