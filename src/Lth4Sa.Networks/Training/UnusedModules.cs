namespace Lth4Sa.Networks.Training;

/// <summary>What the modules that a scheme leaves out do in an iteration.</summary>
public enum UnusedModules
{
    /// <summary>Weight decay and momentum go on for them, as if their gradients were zero (reference).</summary>
    Decay,

    /// <summary>They stay as they are, and so does their momentum.</summary>
    Freeze,
}
