namespace Lth4Sa.Cli.Display;

/// <summary>What a command says when the user has stopped it.</summary>
internal static class Interruption
{
    /// <summary>The message of a command whose work is kept in its folder.</summary>
    public const string Message = "Stopped. The same command goes on from here.";
}
