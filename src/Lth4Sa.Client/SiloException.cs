namespace Lth4Sa.Client;

/// <summary>A silo elsewhere does not do what was asked of it; the message is for people.</summary>
/// <param name="message">What was asked, and what came of it.</param>
/// <param name="passing">See <see cref="Passing"/>.</param>
public sealed class SiloException(string message, bool passing) : Exception(message)
{
    /// <summary>Whether it may be over soon: a silo that died is replaced by the others, one that was stopped is started again.</summary>
    public bool Passing => passing;
}
