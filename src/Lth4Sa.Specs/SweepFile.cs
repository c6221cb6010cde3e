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

    /// <summary>The largest number of comparisons of runs with what is excluded, which take some seconds.</summary>
    private const int MaxComparisons = 100_000_000;

    /// <summary>What is expected where an option is named, in words that complete "expected ...".</summary>
    internal static readonly string OneOption = "one of " + string.Join(", ", SpecOptions.Names);

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

    internal static SweepRun Run(Dictionary<string, string> axes, RunSpec spec) =>
        new(axes.Count == 0 ? "run" : string.Join(" ", axes.Select(a => $"{a.Key}={a.Value}")), spec, axes);

    private SweepPlan Read()
    {
        var expected = "one of " + string.Join(", ", Keys);
        foreach (var (key, _) in root.Children.Where(c => !Keys.Contains(Text(c.Key))))
        {
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
        // An axis is a list of values, or several lists that go together.
        var axes = new List<SpecValues[]>();
        foreach (var (key, values) in Mapping(Find(Axes), Axes))
        {
            axes.Add([Values(key, values)]);
        }

        foreach (var zipped in Sequence(Find(Zip), Zip))
        {
            var lists = Mapping(zipped, Zip).Select(c => Values(c.Key, c.Value)).ToArray();
            if (lists.Select(l => l.Count).Distinct().Count() > 1)
            {
                var lengths = string.Join(", ", lists.Select(l => $"{l.Option} has {l.Count}"));
                Error(zipped, new SpecError(Zip, null, "as many of each") { Problem = $"{Zip}: {lengths} values" });
                continue;
            }

            axes.Add(lists);
        }

        var points = Sequence(Find(Points), Points)
            .Select(point => Mapping(point, Points).ToDictionary(c => Text(c.Key)!, c => Values(c.Key, c.Value)))
            .ToArray();
        var excluded = Sequence(Find(Exclude), Exclude)
            .Select(entry => Mapping(entry, Exclude).Select(c => Values(c.Key, c.Value)).ToArray())
            .ToArray();
        if (TooLarge(axes, points.Length, excluded) is { } wrongSize)
        {
            Error(root, wrongSize);
            return [];
        }

        // Without axes the points are all runs.
        IEnumerable<Dictionary<string, string>> grid = axes.Count == 0 && points.Length > 0 ? [] : [[]];
        foreach (var axis in axes.Select(SpecValues.Together))
        {
            grid = grid.SelectMany(left => axis.Select(
                point => new Dictionary<string, string>(left.Concat(point.Where(p => !left.ContainsKey(p.Key))))));
        }

        var runs = new List<SweepRun>();
        var applied = new HashSet<(string, string)>();
        foreach (var point in grid.Concat(points.Select(p => p.ToDictionary(c => c.Key, c => c.Value.Given.FirstOrDefault()?.First ?? ""))))
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

            if (!excluded.Any(entry => entry.All(e => e.Contains(ValueOf(e.Option)))))
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
        var wrong = new Dictionary<SpecError, (int Count, string Run)>();
        foreach (var run in runs)
        {
            foreach (var error in RunSpecValidator.Validate(run.Spec))
            {
                wrong[error] = wrong.TryGetValue(error, out var known) ? known with { Count = known.Count + 1 } : (1, run.Name);
            }
        }

        errors.AddRange(wrong.Select(w => AtItsLine(w.Key) with
        {
            Concerned = w.Value.Count == runs.Length ? null : $"{w.Value.Count} of {runs.Length} runs, {w.Value.Run} among them",
        }));
    }

    // The line of the value, or that of the option, or else the first line of the file.
    private SpecError AtItsLine(SpecError error) => error with { File = path, Line = LineOf(error.Field, error.Value) };

    private int LineOf(string option, string? value) =>
        lines.TryGetValue((option, value), out var line) || lines.TryGetValue((option, null), out line) ? line : (int)root.Start.Line;

    // Counted before anything is made of them: a short text can ask for more than there is memory.
    private SpecError? TooLarge(List<SpecValues[]> axes, int points, SpecValues[][] excluded)
    {
        var common = Find(Base) is YamlMappingNode given ? given.Children.Sum(c => (double)(Text(c.Value)?.Length ?? 0)) : 0;
        var first = axes.Count == 0 && points > 0 ? default : new SweepSize(1, common);
        var grid = axes.Aggregate(first, (size, axis) => size.Times(axis));
        var size = new SweepSize(grid.Runs + points, grid.Characters + points * common);
        var comparisons = size.Runs * excluded.Sum(entry => entry.Sum(e => (double)e.Comparisons));
        return size.Check(axes.Count > 0 ? Axes : Points, points == 0 ? "combinations" : "runs", maxRuns)
            ?? (comparisons <= MaxComparisons ? null : new SpecError(Exclude, null, $"at most {MaxComparisons:N0}")
            {
                Problem = $"{Exclude}: {comparisons:N0} comparisons with runs are not allowed",
            });
    }

    private SpecValues Values(YamlNode key, YamlNode values)
    {
        IEnumerable<YamlNode> nodes = values is YamlSequenceNode list ? list.Children : [values];
        var (name, ranges) = (Text(key)!, new List<SpecRange>());
        lines.TryAdd((name, null), (int)key.Start.Line);
        foreach (var node in nodes)
        {
            if (Text(node) is { } text)
            {
                lines.TryAdd((name, text), (int)node.Start.Line);
                ranges.Add(new SpecRange(text));
            }
            else
            {
                Error(node, new SpecError(name, null, "a value, or a list of values"));
            }
        }

        return new SpecValues(name, ranges);
    }

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
                var given = Text(child.Key);
                Error(child.Key, new SpecError(what, given, OneOption) { Problem = $"{what}: {given} is not an option" });
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
