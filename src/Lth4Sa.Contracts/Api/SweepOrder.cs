using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Contracts.Api;

/// <summary>An order to a sweep.</summary>
/// <param name="Verb">One of pause, resume, cancel, retry and extend.</param>
/// <param name="Runs">Names or ids of runs; none means the whole sweep, and with retry all runs that are parked.</param>
/// <param name="Set">What extend sets: each an option and its new values, as in seed=6..10.</param>
public sealed record SweepOrder(string Verb, string[] Runs, string[] Set)
{
    /// <summary>The orders that there are.</summary>
    public static readonly string[] Verbs = ["pause", "resume", "cancel", "retry", "extend"];

    /// <summary>Splits what extend sets into options and values.</summary>
    /// <exception cref="SpecException">There are none, or one is not of this form.</exception>
    public static (string Option, string Values)[] Settings(string[] set)
    {
        if (set.Length == 0)
        {
            throw new SpecException("set: nothing was given; expected an option, = and its values.");
        }

        return Array.ConvertAll(set, text => text.Split('=', 2) is [var option, var values]
            ? (option, values)
            : throw new SpecException($"set: {text} is not allowed; expected an option, = and its values."));
    }
}
