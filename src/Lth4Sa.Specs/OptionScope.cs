namespace Lth4Sa.Specs;

/// <summary>The subject of an option of a run.</summary>
public enum OptionScope
{
    /// <summary>The images and their split.</summary>
    Data,

    /// <summary>The networks and their training.</summary>
    Network,

    /// <summary>The search for schemes.</summary>
    Search,

    /// <summary>The reward of schemes.</summary>
    Reward,

    /// <summary>The devices, seeds, measurements and commits.</summary>
    Execution,
}
