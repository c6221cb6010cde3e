using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Contracts.Api;

/// <summary>An order to a sweep.</summary>
/// <param name="Verb">The order: one of pause, resume, cancel, retry and extend.</param>
/// <param name="Runs">The names or ids of runs; an empty list is the whole sweep, and with retry all parked runs.</param>
/// <param name="Set">The options that extend sets, each with its new values, as in seed=6..10.</param>
public sealed record SweepOrder(string Verb, string[] Runs, string[] Set)
{
    /// <summary>All orders.</summary>
    public static readonly string[] Verbs = ["pause", "resume", "cancel", "retry", "extend"];

    /// <summary>Splits what extend sets into options and values.</summary>
    /// <exception cref="SpecException">The list is empty, or an entry does not have this form.</exception>
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
