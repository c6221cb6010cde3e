using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>Named settings of the search, from the catalogue's rows; what else a spec says stays.</summary>
public static class RunPresets
{
    /// <summary>The option that names one; options beside it override it.</summary>
    public const string Option = "preset";

    public const string Default = "default", Paper = "paper", Reference = "reference";

    /// <summary>
    /// <c>paper</c> is Eq. 6, 30 and 31 as printed: one scheme a step, SGD with momentum. <c>reference</c> is the authors'
    /// code: three schemes a step, Adam, a moving baseline, PPO's clipping.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [Default, Paper, Reference];

    /// <exception cref="SpecException">There is no such preset.</exception>
    public static RunSpec Apply(RunSpec spec, string name)
    {
        SpecException.Check(Option, name, Names.Contains(name, StringComparer.OrdinalIgnoreCase), "one of " + string.Join(", ", Names));
        return SpecOptions.For(OptionUses.Preset).Aggregate(spec, (result, option) => option.Apply(result, ValueOf(option, name.ToLowerInvariant())));
    }

    private static string ValueOf(SpecOption option, string preset) => preset switch
    {
        Paper => option.Presets.Paper,
        Reference => option.Presets.Reference,
        _ => null,
    } ?? option.Default;
}
