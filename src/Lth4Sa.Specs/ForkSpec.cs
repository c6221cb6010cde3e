using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>
/// The spec of a search that shares the first steps of another one. A fork continues with what its origin has learnt, so the
/// options that give this its meaning must be equal.
/// </summary>
public static class ForkSpec
{
    /// <summary>
    /// The options that decide which schemes of a fixed list a step takes, by strategy: with another value schemes would be left out or
    /// repeated.
    /// </summary>
    private static readonly (string Strategy, string Option)[] OfFixedLists = [("list", "samples"), ("exhaustive", "steps")];

    /// <summary>Makes the spec of a fork.</summary>
    /// <param name="origin">The spec of the search that the fork branches off, which may be a fork too.</param>
    /// <param name="at">The number of steps that both share; at least 1.</param>
    /// <param name="settings">The options that the fork changes, with their values, as in controller-rate=0.05.</param>
    /// <exception cref="SpecException">A fork may not change one of the options.</exception>
    public static RunSpec Of(RunSpec origin, long at, IEnumerable<string> settings)
    {
        SpecException.Check("at", at, at >= 1, "at least 1");
        var fork = settings.Aggregate(origin, Apply);
        foreach (var option in OfFixedLists.Where(o => o.Strategy == origin.Strategy).Select(o => SpecOptions.Get(o.Option)))
        {
            SpecException.Check(
                option.Name, option.TextOf(fork), Equals(option.Value(fork), option.Value(origin)),
                $"{option.TextOf(origin)} as in its origin: with the strategy {origin.Strategy} schemes would be left out or repeated");
        }

        return fork with { ForkOf = origin.RunId(), ForkAt = at };
    }

    private static RunSpec Apply(RunSpec spec, string setting)
    {
        var parts = setting.Split('=', 2);
        SpecException.Check("set", setting, parts.Length == 2, "an option, = and its value");
        var free = SpecOptions.For(OptionUses.Fork).ToDictionary(o => o.Name);
        SpecException.Check("set", parts[0], free.ContainsKey(parts[0]), "one of " + string.Join(", ", free.Keys));
        return free[parts[0]].Apply(spec, parts[1]);
    }
}
