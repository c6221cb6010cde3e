using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using YamlDotNet.RepresentationModel;

namespace Lth4Sa.Specs;

/// <summary>
/// A sweep as YAML. base: options of all runs. axes: every combination of their values. zip: lists of equal length that are
/// taken together, as one more axis. points: single runs beside the grid. exclude: combinations to leave out. A value may be a
/// range of whole numbers, as in 1..5. priority, at-a-time, attempts, devices: the options of the sweep itself.
/// </summary>
public sealed class SweepFile
{
    /// <summary>The largest number of runs of a sweep.</summary>
    public const int MaxRuns = 1_000_000;

    private const string Base = "base", Axes = "axes", Zip = "zip", Points = "points", Exclude = "exclude", Priority = "priority";
    private const string AtATime = "at-a-time", Attempts = "attempts", Devices = "devices";

    private const string OptionsToValues = "a mapping of options to values";

    private static readonly string[] Keys = [Base, Axes, Zip, Points, Exclude, Priority, AtATime, Attempts, Devices];

    private readonly string path;
    private readonly YamlMappingNode root;
    private readonly List<SpecError> errors = [];

    /// <summary>The lines at which options, and single values of them, were given.</summary>
    private readonly Dictionary<(string Option, string? Value), int> lines = [];

    private readonly SpecPaths paths;
    private int maxRuns = MaxRuns;

    private SweepFile(string path, YamlMappingNode root, SpecPaths paths) => (this.path, this.root, this.paths) = (path, root, paths);

    /// <summary>Reads a sweep from a file.</summary>
    /// <exception cref="SpecException">The file has errors; the message names the file and the line of each.</exception>
    public static SweepPlan Read(string path) => new SweepFile(path, SpecFile.Parse(path), SpecPaths.Local).Read();

    /// <summary>Reads a sweep from a text.</summary>
    /// <param name="name">The name of the text, for messages.</param>
    /// <param name="text">The text: YAML, or JSON, which is YAML too.</param>
    /// <param name="paths">The rule for paths in the text.</param>
    /// <param name="maxRuns">The largest number of runs that it may have.</param>
    /// <exception cref="SpecException">The text has errors; the message names the line of each.</exception>
    public static SweepPlan Parse(string name, string text, SpecPaths paths, int maxRuns = MaxRuns) =>
        new SweepFile(name, SpecFile.Parse(name, new StringReader(text)), paths) { maxRuns = maxRuns }.Read();

    /// <summary>Makes a run for each combination of the given runs and values.</summary>
    /// <param name="settings">The options, each with a value, a range or a list with commas.</param>
    /// <exception cref="SpecException">An option or a value is not allowed.</exception>
    public static SweepRun[] Extend(
        IReadOnlyList<SweepRun> runs, IReadOnlyList<(string Option, string Values)> settings, SpecPaths? paths = null)
    {
        var extended = runs.ToList();
        foreach (var (option, values) in settings)
        {
            var known = SpecOptions.Find(option)
                ?? throw new SpecException(SpecError.Of("set", option, "one of " + string.Join(", ", SpecOptions.Names)));
            string[] all = [.. values.Split(',').SelectMany(Range)];
            extended = [.. extended.SelectMany(run => all.Select(value => Run(
                new Dictionary<string, string>(run.Axes) { [option] = value },
                SpecOptions.Complete(known.Apply(run.Spec, value), paths))))];
        }

        var wrong = extended.SelectMany(r => RunSpecValidator.Validate(r.Spec)).Distinct().ToArray();
        SpecException.ThrowIfAny(wrong);
        return [.. extended.DistinctBy(r => r.Spec.RunId())];
    }

    private static SweepRun Run(Dictionary<string, string> axes, RunSpec spec) =>
        new(axes.Count == 0 ? "run" : string.Join(" ", axes.Select(a => $"{a.Key}={a.Value}")), spec, axes);

    private SweepPlan Read()
    {
        foreach (var (key, _) in root.Children.Where(c => !Keys.Contains(Text(c.Key))))
        {
            var expected = "one of " + string.Join(", ", Keys);
            Error(key, new SpecError(Text(key) ?? "", null, expected) { Problem = $"{Text(key)} is not allowed" });
        }

        var common = SpecOptions.Defaults with { Candidates = 0 };
        if (Find(Base) is YamlMappingNode given)
        {
            Note(given);
            common = SpecFile.Apply(common, path, given, errors);
        }
        else if (Find(Base) is { } other)
        {
            Error(other, new SpecError(Base, null, OptionsToValues));
        }

        var runs = Expand(common);
        var options = new SweepOptions(
            Number(Priority, SweepOptions.Default.Priority, v => v > 0 && double.IsFinite(v), "a number above 0"),
            Count(AtATime, SweepOptions.Default.AtATime),
            Count(Attempts, SweepOptions.Default.Attempts));
        Validate(runs);

        SpecException.ThrowIfAny([.. errors.OrderBy(error => error.Line).Distinct()]);
        return new SweepPlan(runs, options, Text(Find(Devices)));
    }

    private SweepRun[] Expand(RunSpec common)
    {
        // An axis is a list of points; a point gives values to one option, or to several that go together.
        var axes = new List<Dictionary<string, string>[]>();
        foreach (var (key, values) in Mapping(Find(Axes), Axes))
        {
            axes.Add([.. Values(key, values).Select(v => new Dictionary<string, string> { [Text(key)!] = v })]);
        }

        foreach (var zipped in Sequence(Find(Zip), Zip))
        {
            var lists = Mapping(zipped, Zip).Select(c => (Name: Text(c.Key)!, Values: Values(c.Key, c.Value).ToArray())).ToArray();
            if (lists.Select(l => l.Values.Length).Distinct().Count() > 1)
            {
                var lengths = string.Join(", ", lists.Select(l => $"{l.Name} has {l.Values.Length}"));
                Error(zipped, new SpecError(Zip, null, "as many of each") { Problem = $"{Zip}: {lengths} values" });
                continue;
            }

            var length = lists.FirstOrDefault().Values?.Length ?? 0;
            axes.Add([.. Enumerable.Range(0, length).Select(i => lists.ToDictionary(l => l.Name, l => l.Values[i]))]);
        }

        var total = axes.Aggregate(1.0, (count, axis) => count * axis.Length);
        if (total > maxRuns)
        {
            var combinations = total.ToString("N0", CultureInfo.InvariantCulture);
            var expected = "at most " + maxRuns.ToString("N0", CultureInfo.InvariantCulture);
            Error(root, new SpecError(Axes, combinations, expected) { Problem = $"{Axes}: {combinations} combinations are not allowed" });
            return [];
        }

        IEnumerable<Dictionary<string, string>> grid = [[]];
        foreach (var axis in axes)
        {
            grid = grid.SelectMany(left => axis.Select(
                point => new Dictionary<string, string>(left.Concat(point.Where(p => !left.ContainsKey(p.Key))))));
        }

        // Without axes the points are all runs.
        var points = Sequence(Find(Points), Points)
            .Select(point => Mapping(point, Points).ToDictionary(c => Text(c.Key)!, c => Values(c.Key, c.Value).FirstOrDefault() ?? ""))
            .ToArray();
        var excluded = Sequence(Find(Exclude), Exclude)
            .Select(entry => Mapping(entry, Exclude).ToDictionary(c => Text(c.Key)!, c => Values(c.Key, c.Value).ToHashSet()))
            .ToArray();
        var runs = new List<SweepRun>();
        var applied = new HashSet<(string, string)>();
        foreach (var point in (axes.Count == 0 && points.Length > 0 ? [] : grid).Concat(points))
        {
            var spec = common;
            foreach (var (option, value) in point)
            {
                try
                {
                    spec = SpecOptions.Get(option).Apply(spec, value);
                }
                catch (SpecException wrong)
                {
                    if (applied.Add((option, value)))
                    {
                        errors.AddRange(wrong.Errors.Select(AtItsLine));
                    }
                }
            }

            if (!excluded.Any(entry => entry.All(e => e.Value.Contains(ValueOf(e.Key)))))
            {
                runs.Add(Run(point, spec));
            }

            string ValueOf(string option) => point.GetValueOrDefault(option) ?? SpecOptions.Get(option).TextOf(spec);
        }

        try
        {
            SweepRun[] distinct = [.. runs.Select(r => r with { Spec = SpecOptions.Complete(r.Spec, paths) }).DistinctBy(r => r.Spec)];
            if (distinct.Length == 0 && errors.Count == 0)
            {
                const string expected = "axes with values, or points, that are not all excluded";
                Error(root, new SpecError(Axes, null, expected) { Problem = "There is no run" });
            }

            return distinct;
        }
        catch (SpecException wrong)
        {
            errors.AddRange(wrong.Errors.Select(AtItsLine));
            return [];
        }
    }

    // An error of many runs is reported once, at the line of the option.
    private void Validate(SweepRun[] runs)
    {
        var wrong = runs.SelectMany(run => RunSpecValidator.Validate(run.Spec).Select(error => (run.Name, Error: error)));
        foreach (var group in wrong.GroupBy(w => w.Error))
        {
            var concerned = group.Count() == runs.Length
                ? null
                : $"{group.Count()} of {runs.Length} runs, {group.First().Name} among them";
            errors.Add(AtItsLine(group.Key) with { Concerned = concerned });
        }
    }

    // The line of the value, or that of the option, or else the first line of the file.
    private SpecError AtItsLine(SpecError error) => error with { File = path, Line = LineOf(error.Field, error.Value) };

    private int LineOf(string option, string? value) =>
        lines.TryGetValue((option, value), out var line) || lines.TryGetValue((option, null), out line) ? line : (int)root.Start.Line;

    private IEnumerable<string> Values(YamlNode key, YamlNode values)
    {
        IEnumerable<YamlNode> nodes = values is YamlSequenceNode list ? list.Children : [values];
        var name = Text(key)!;
        lines.TryAdd((name, null), (int)key.Start.Line);
        foreach (var node in nodes)
        {
            if (Text(node) is not { } text)
            {
                Error(node, new SpecError(name, null, "a value, or a list of values"));
                continue;
            }

            foreach (var value in Range(text))
            {
                lines.TryAdd((name, value), (int)node.Start.Line);
                yield return value;
            }
        }
    }

    private static IEnumerable<string> Range(string text) =>
        text.Split("..") is [var from, var to]
            && long.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            && first <= last && last - first < MaxRuns
            ? Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i).ToString(CultureInfo.InvariantCulture))
            : [text];

    // The entries whose keys are options; others become errors.
    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(YamlNode? node, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            if (node is not null)
            {
                Error(node, new SpecError(what, null, OptionsToValues));
            }

            yield break;
        }

        foreach (var child in mapping.Children)
        {
            if (Text(child.Key) is { } name && SpecOptions.Find(name) is not null)
            {
                yield return child;
            }
            else
            {
                var (given, names) = (Text(child.Key), string.Join(", ", SpecOptions.Names));
                Error(child.Key, new SpecError(what, given, "one of " + names) { Problem = $"{what}: {given} is not an option" });
            }
        }
    }

    private IEnumerable<YamlNode> Sequence(YamlNode? node, string what)
    {
        if (node is YamlSequenceNode list)
        {
            return list.Children;
        }

        if (node is not null)
        {
            Error(node, new SpecError(what, null, "a list"));
        }

        return [];
    }

    private int Count(string key, int otherwise) =>
        (int)Number(key, otherwise, v => v >= 1 && v <= int.MaxValue && v == Math.Floor(v), "a whole number of at least 1");

    private double Number(string key, double otherwise, Func<double, bool> allowed, string expected)
    {
        var node = Find(key);
        if (node is null)
        {
            return otherwise;
        }

        if (double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && allowed(value))
        {
            return value;
        }

        Error(node, SpecError.Of(key, Text(node) ?? "(no number)", expected));
        return otherwise;
    }

    private void Note(YamlMappingNode mapping)
    {
        foreach (var (key, value) in mapping.Children)
        {
            lines.TryAdd((Text(key) ?? "", null), (int)key.Start.Line);
            lines.TryAdd((Text(key) ?? "", Text(value)), (int)key.Start.Line);
        }
    }

    private void Error(YamlNode at, SpecError error) => errors.Add(error.At(path, at));

    private YamlNode? Find(string key) => root.Children.FirstOrDefault(c => Text(c.Key) == key).Value;

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;
}
