namespace Lth4Sa.Specs;

/// <summary>The places where an option of a run may be given besides a search and a sweep, which take all options.</summary>
[Flags]
public enum OptionUses
{
    /// <summary>The option is for searches and sweeps only.</summary>
    None = 0,

    /// <summary>The command <c>train</c>, which trains one network from scratch, takes the option.</summary>
    Training = 1,

    /// <summary>The command <c>landscape</c>, which evaluates all schemes of a supernet, takes the option.</summary>
    Landscape = 2,

    /// <summary>
    /// The option may differ between the strategies of a comparison: it decides how they search, and not what or for which reward.
    /// </summary>
    Comparison = 4,

    /// <summary>A fork may change the option: what its origin has learnt keeps its meaning.</summary>
    Fork = 8,

    /// <summary>Presets set the option.</summary>
    Preset = 16,
}
