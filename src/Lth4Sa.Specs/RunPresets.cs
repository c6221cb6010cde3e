using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>Named sets of values for the options of the search. Options that no preset sets keep their values.</summary>
public static class RunPresets
{
    /// <summary>The name of the option that selects a preset; options given beside it override the preset.</summary>
    public const string Option = "preset";

    /// <summary>The names of the presets.</summary>
    public const string Default = "default", Paper = "paper", Reference = "reference", Enas = "enas";

    /// <summary>
    /// All presets. <c>paper</c> is Eq. 6, 30 and 31 as printed: one scheme a step, SGD with momentum. <c>reference</c> is the
    /// authors' code, step by step: three schemes a step, Adam, a moving baseline, whole steps replayed by PPO's clipped objective.
    /// <c>enas</c> gives the strategy of that name the width, entropy weight and baseline of its source (arXiv:1802.03268).
    /// <c>default</c> is this product's choice.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [Default, Paper, Reference, Enas];

    /// <summary>Applies a preset to a spec.</summary>
    /// <exception cref="SpecException">There is no preset of this name.</exception>
    public static RunSpec Apply(RunSpec spec, string name)
    {
        SpecException.Check(Option, name, Names.Contains(name, StringComparer.OrdinalIgnoreCase), "one of " + string.Join(", ", Names));
        return SpecOptions.For(OptionUses.Preset)
            .Aggregate(spec, (result, option) => option.Apply(
                result, option.Presets.GetValueOrDefault(name.ToLowerInvariant()) ?? option.Default));
    }
}
