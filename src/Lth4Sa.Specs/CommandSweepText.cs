using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>The text of a sweep that a command makes of its own options.</summary>
internal static class CommandSweepText
{
    /// <summary>The largest number of runs, which are listed one by one.</summary>
    public const int MaxRuns = 100_000;

    /// <summary>A sweep of single runs, each with one attempt: the command begins them again when it is given again.</summary>
    /// <param name="name">The name of the text, for messages.</param>
    /// <param name="common">What all runs have in common; where points give an option, its value here does not count.</param>
    /// <param name="points">What tells each run from the others, by the names of the options.</param>
    /// <param name="atATime">The number of runs that are under way at the same time.</param>
    public static SpecText Of(string name, RunSpec common, IEnumerable<Dictionary<string, string>> points, int atATime)
    {
        Dictionary<string, string>[] all = [.. points];
        var varied = all.SelectMany(p => p.Keys).ToHashSet();
        var given = SpecOptions.All
            .Where(o => !varied.Contains(o.Name) && !Equals(o.Value(common), o.Value(SpecOptions.Defaults)))
            .ToDictionary(o => o.Name, o => o.TextOf(common));
        var sweep = new Dictionary<string, object> { ["base"] = given, ["points"] = all, ["at-a-time"] = atATime, ["attempts"] = 1 };
        return new SpecText(name, JsonSerializer.Serialize(sweep));
    }
}
