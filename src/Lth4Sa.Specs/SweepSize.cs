using System.Globalization;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Specs;

/// <summary>What a sweep will take, counted before any of its runs is made.</summary>
/// <param name="Runs">The number of runs.</param>
/// <param name="Characters">The length of the values of all runs, which are in their names and specs.</param>
internal readonly record struct SweepSize(double Runs, double Characters)
{
    /// <summary>The largest length of the values of all runs.</summary>
    public const int MaxCharacters = 100_000_000;

    /// <summary>Each run with each value of an option.</summary>
    /// <param name="values">The values, or several lists of equal length that are taken together.</param>
    public SweepSize Times(params IReadOnlyList<SpecValues> values)
    {
        // Where there are no runs or no values nothing comes of it, but the values of the others would be made.
        var (runs, count) = (Math.Max(1, Runs), Math.Max(1, values.Count == 0 ? 0 : values[0].Count));
        return new(runs * count, Characters * count + values.Sum(v => runs * v.Characters));
    }

    /// <summary>The error of a size that is not allowed; null when it is.</summary>
    /// <param name="field">The name of what is given.</param>
    /// <param name="unit">The name of what is counted.</param>
    /// <param name="maxRuns">The largest number of runs.</param>
    public SpecError? Check(string field, string unit, int maxRuns) =>
        Runs > maxRuns ? Refuse(field, Runs, unit, maxRuns)
        : Characters > MaxCharacters ? Refuse(field, Characters, "characters of values in all runs", MaxCharacters)
        : null;

    private static SpecError Refuse(string field, double value, string unit, int most)
    {
        var (given, allowed) = (value.ToString("N0", CultureInfo.InvariantCulture), most.ToString("N0", CultureInfo.InvariantCulture));
        return new SpecError(field, given, $"at most {allowed}") { Problem = $"{field}: {given} {unit} are not allowed" };
    }
}
