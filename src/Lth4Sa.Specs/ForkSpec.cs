using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>
/// The spec of a search that shares the first steps of another. A fork takes up what its origin has learnt, so both must learn
/// the same way about the same thing.
/// </summary>
public static class ForkSpec
{
    /// <param name="origin">What it branches off, which may be a fork too.</param>
    /// <param name="at">Steps that they have in common.</param>
    /// <param name="settings">Options and values from then on, as in controller-rate=0.05.</param>
    /// <exception cref="SpecException">An option cannot differ.</exception>
    public static RunSpec Of(RunSpec origin, long at, IEnumerable<string> settings)
    {
        SpecException.Check("at", at, at >= 1, "at least 1");
        return settings.Aggregate(origin, Apply) with { ForkOf = origin.RunId(), ForkAt = at };
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
