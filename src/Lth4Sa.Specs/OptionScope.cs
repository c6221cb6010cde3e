namespace Lth4Sa.Specs;

/// <summary>What an option of a run is about.</summary>
public enum OptionScope
{
    /// <summary>The images and how they are split.</summary>
    Data,

    /// <summary>The networks and how they are trained.</summary>
    Network,

    /// <summary>How schemes are searched.</summary>
    Search,

    /// <summary>How schemes are rewarded.</summary>
    Reward,

    /// <summary>Where and how the work is done.</summary>
    Execution,
}

/// <summary>Where an option of a run may be given, apart from a search and a sweep, which take all.</summary>
[Flags]
public enum OptionUses
{
    None = 0,

    /// <summary>It matters to one network that is trained from scratch: the command <c>train</c>.</summary>
    Training = 1,

    /// <summary>It matters to a supernet whose schemes are all evaluated: the command <c>landscape</c>.</summary>
    Landscape = 2,

    /// <summary>It may differ between the strategies of a comparison: how they search, never what they search or how it is judged.</summary>
    Comparison = 4,

    /// <summary>A fork may change it: what its origin has learnt keeps its meaning.</summary>
    Fork = 8,

    /// <summary>A preset sets it.</summary>
    Preset = 16,
}
