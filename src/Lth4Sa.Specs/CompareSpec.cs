using System.Globalization;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using YamlDotNet.RepresentationModel;

namespace Lth4Sa.Specs;

/// <summary>Strategies to compare on equal terms: one evaluator, one reward, one budget, the same seeds.</summary>
/// <param name="Budget">The number of unique evaluations of every run.</param>
/// <param name="Seeds">The seeds that every strategy is run with.</param>
/// <param name="Entries">The strategies, with their options.</param>
public sealed record CompareSpec(int Budget, long[] Seeds, CompareEntry[] Entries)
{
    private const string BudgetKey = "budget", SeedsKey = "seeds", StrategiesKey = "strategies";

    private const string NameKey = "name", SeedKey = "seed";

    /// <summary>Steps of a run where none are given, for each unique evaluation: a strategy that repeats itself ends some time.</summary>
    private const int StepsPerEvaluation = 4;

    private static readonly string[] OfTheComparison = [BudgetKey, SeedsKey, StrategiesKey];

    /// <summary>Everything that is common.</summary>
    public RunSpec Base => Entries[0].Spec;

    /// <param name="budget">Instead of the file's.</param>
    /// <param name="elsewhere">It is for a silo elsewhere, which knows what files lie there and checks the options.</param>
    /// <exception cref="SpecException">Names the file and, for each error, the line.</exception>
    public static CompareSpec Read(string path, int? budget, bool elsewhere = false)
    {
        var (root, errors) = (SpecFile.Parse(path), new List<SpecError>());
        var own = root.Children.Where(c => !OfTheComparison.Contains(NameOf(c.Key)));
        var common = SpecFile.Apply(SpecOptions.Defaults, path, new YamlMappingNode(own), errors);
        var allowed = budget ?? ReadNumber(path, root, BudgetKey, errors);
        common = (elsewhere ? common : SpecOptions.Complete(common)) with
        {
            Budget = allowed,
            SupernetSeed = common.SupernetSeed ?? common.Seed,
            Candidates = 0,
        };
        if (!own.Any(c => NameOf(c.Key) == "steps"))
        {
            common = common with { Steps = StepsPerEvaluation * Math.Max(1, allowed) };
        }

        var entries = ReadEntries(path, root, common, errors);
        var seeds = ReadSeeds(path, root, entries.Length, errors);
        if (errors.Count == 0 && !elsewhere)
        {
            // What is wrong for all of them is said once.
            var wrong = entries.SelectMany(e => RunSpecValidator.Validate(e.Spec).Select(error => (e.Name, Error: error)));
            errors.AddRange(wrong.GroupBy(w => w.Error).Select(g => g.Key with
            {
                File = path,
                Problem = g.Count() == entries.Length ? null
                    : $"{string.Join(", ", g.Select(w => w.Name))}: {g.Key.Field}: {g.Key.Value} is not allowed",
            }));
        }

        SpecException.ThrowIfAny(errors);
        return new CompareSpec(allowed, seeds, entries);
    }

    /// <summary>
    /// The comparison as a sweep: what all have in common, and a run for every strategy with every seed, seed by seed, so
    /// that what is there early has every strategy in it.
    /// </summary>
    /// <param name="atATime">Runs under way together.</param>
    public SpecText ToSweep(int atATime) => CommandSweepText.Of(
        "comparison", Base, Seeds.SelectMany(seed => Entries.Select(entry => PointOf(entry, seed))), atATime);

    /// <summary>What tells a run of the comparison from the others, by the names of the options; a missing value is left out.</summary>
    public Dictionary<string, string> PointOf(CompareEntry entry, long seed)
    {
        var point = SpecOptions.For(OptionUses.Comparison).Where(o => Entries.Any(e => !Equals(o.Value(e.Spec), o.Value(Base))))
            .Where(o => !o.IsMissing(entry.Spec))
            .ToDictionary(o => o.Name, o => o.TextOf(entry.Spec));
        point[SeedKey] = seed.ToString(CultureInfo.InvariantCulture);
        return point;
    }

    private static CompareEntry[] ReadEntries(string path, YamlMappingNode root, RunSpec common, List<SpecError> errors)
    {
        if (Find(root, StrategiesKey) is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            errors.Add(new SpecError(StrategiesKey, null, "a list of strategies, such as [ean, ga, random]") { File = path });
            return [];
        }

        var entries = list.Children.Select(node => node switch
        {
            YamlScalarNode { Value: { } name } => new CompareEntry(name, common with { Strategy = name }),
            YamlMappingNode mapping when mapping.Children.Keys.All(k => k is YamlScalarNode) => Entry(path, mapping, common, errors),
            _ => Refuse(path, node, errors),
        }).OfType<CompareEntry>().ToArray();
        var repeated = entries.GroupBy(e => e.Name).Where(g => g.Count() > 1);
        errors.AddRange(repeated.Select(g => new SpecError(StrategiesKey, g.Key, "a name of its own for each")
        {
            Problem = $"{StrategiesKey}: {g.Key} is there {g.Count()} times",
            File = path,
        }));
        return entries;
    }

    private static CompareEntry Entry(string path, YamlMappingNode mapping, RunSpec common, List<SpecError> errors)
    {
        var options = new YamlMappingNode(mapping.Children.Where(c => NameOf(c.Key) is not (NameKey or BudgetKey)));
        var spec = SpecFile.Apply(common, path, options, errors, OptionUses.Comparison);
        if (Find(mapping, BudgetKey) is { } budget && (budget as YamlScalarNode)?.Value != common.Budget.ToString())
        {
            var expected = $"{common.Budget}, the budget of all: strategies are compared on equal terms";
            errors.Add(SpecError.Of(BudgetKey, budget, expected).At(path, budget));
        }

        // A preset may set the reward's weights, which all have in common.
        spec = spec with { LambdaSparsity = common.LambdaSparsity, LambdaAccuracy = common.LambdaAccuracy };
        return new CompareEntry((Find(mapping, NameKey) as YamlScalarNode)?.Value ?? spec.Strategy, spec);
    }

    private static CompareEntry? Refuse(string path, YamlNode node, List<SpecError> errors)
    {
        errors.Add(new SpecError(StrategiesKey, null, "the name of a strategy, or a mapping of its options").At(path, node));
        return null;
    }

    // 1..30, or a list. They are counted before they are made.
    private static long[] ReadSeeds(string path, YamlMappingNode root, int strategies, List<SpecError> errors)
    {
        var node = Find(root, SeedsKey);
        var seeds = new SpecValues(SeedsKey, [.. (node switch
        {
            null => ["1..5"],
            YamlSequenceNode list => list.Children.Select(c => (c as YamlScalarNode)?.Value ?? ""),
            _ => [(node as YamlScalarNode)?.Value ?? ""],
        }).Select(text => new SpecRange(text))]);
        var wrong = seeds.Given.Where(given => !long.TryParse(given.First, CultureInfo.InvariantCulture, out _))
            .Select(given => new SpecError(SeedsKey, given.Text, "whole numbers, or a range such as 1..30"))
            .Append(new SweepSize(strategies, 0).Times(seeds).Check(SeedsKey, "runs", CommandSweepText.MaxRuns))
            .OfType<SpecError>().Select(error => error.At(path, node ?? root)).ToArray();
        errors.AddRange(wrong);
        return wrong.Length > 0
            ? []
            : [.. seeds.Given.SelectMany(v => v.Values()).Select(v => long.Parse(v, CultureInfo.InvariantCulture)).Distinct()];
    }

    private static int ReadNumber(string path, YamlMappingNode root, string key, List<SpecError> errors)
    {
        var node = Find(root, key);
        if (int.TryParse((node as YamlScalarNode)?.Value, out var number) && number >= 1)
        {
            return number;
        }

        errors.Add(SpecError.Of(key, node, "a whole number of at least 1").At(path, node ?? root));
        return 0;
    }

    private static YamlNode? Find(YamlMappingNode mapping, string key) => mapping.Children.FirstOrDefault(c => NameOf(c.Key) == key).Value;

    private static string? NameOf(YamlNode key) => (key as YamlScalarNode)?.Value;
}
