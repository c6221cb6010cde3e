namespace Lth4Sa.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>The command has done what was asked.</summary>
    public const int Done = 0;

    /// <summary>Something failed, or was found to be damaged or different.</summary>
    public const int Failed = 1;

    /// <summary>What the user gave cannot be run; nothing was begun.</summary>
    public const int BadInput = 2;

    /// <summary>The user stopped the command.</summary>
    public const int Interrupted = 130;
}
