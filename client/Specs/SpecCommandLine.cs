using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Specs;

/// <summary>The options of a run on the command line.</summary>
internal static class SpecCommandLine
{
    private static readonly Dictionary<SpecOption, Option<string>> Options = SpecOptions.All.ToDictionary(
        o => o, o => new Option<string>("--" + o.Name) { Description = Describe(o), HelpName = o.HelpName });

    /// <summary>Settings of the search under one name; options beside it override it.</summary>
    public static Option<string> Preset { get; } = new("--" + RunPresets.Option)
    {
        Description = $"Settings of the search: {string.Join(", ", RunPresets.Names)}; other options override it "
            + $"[default: {RunPresets.Default}]",
        HelpName = "NAME",
    };

    public static Option<string> Of(SpecOption option) => Options[option];

    /// <summary>
    /// The options that a file and the command line give, as a spec for a silo elsewhere, which knows what they stand for there.
    /// </summary>
    /// <param name="always">What the command itself says.</param>
    public static SpecText ToText(string? file, ParseResult given, IReadOnlyDictionary<string, string>? always = null)
    {
        var texts = file is null ? [] : SpecFile.Texts(file);
        foreach (var (name, option) in SpecOptions.All.Select(o => (o.Name, Of(o))).Append((RunPresets.Option, Preset)))
        {
            if (given.GetValue(option) is { } text)
            {
                texts[name] = text;
            }
        }

        foreach (var (name, text) in always ?? new Dictionary<string, string>())
        {
            texts[name] = text;
        }

        return new SpecText(file ?? "options", JsonSerializer.Serialize(texts));
    }

    /// <summary>The options that were given, over <paramref name="spec"/>.</summary>
    /// <exception cref="SpecException">A value is not what its option takes, or the data folder holds no known data set.</exception>
    public static RunSpec Apply(RunSpec spec, ParseResult given) => SpecOptions.Complete(ApplyElsewhere(spec, given));

    /// <summary>The same for a silo elsewhere, which knows what paths and data folders stand for there.</summary>
    /// <exception cref="SpecException">A value is not what its option takes.</exception>
    public static RunSpec ApplyElsewhere(RunSpec spec, ParseResult given)
    {
        var options = given.CommandResult.Command.Options;
        var preset = options.Contains(Preset) && given.GetValue(Preset) is { } name ? RunPresets.Apply(spec, name) : spec;
        return SpecOptions.All.Aggregate(
            preset, (result, option) => given.GetValue(Of(option)) is { } text ? option.Apply(result, text) : result);
    }

    private static string Describe(SpecOption option)
    {
        var unit = option.Unit is null ? "" : " " + option.Unit;
        return $"{option.Help}: {option.Expected}{unit} [default: {option.DefaultAndPresets}]";
    }
}
