using System.Globalization;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>One option of a run, by the same name on the command line and in a YAML file.</summary>
/// <param name="Kind">What stands for the value in the help text.</param>
/// <param name="Apply">Sets the option from its text.</param>
public sealed record SpecOption(string Name, string Kind, string Description, Func<RunSpec, object?> Value, Func<RunSpec, string, RunSpec> Apply)
{
    public static SpecOption Text(string name, string description, Func<RunSpec, object?> value, Func<RunSpec, string, RunSpec> set) =>
        new(name, name == "data" ? "DIR" : "NAME", description, value, set);

    public static SpecOption Whole(string name, string description, Func<RunSpec, object?> value, Func<RunSpec, int, RunSpec> set) =>
        new(name, "N", description, value, (spec, text) => set(spec, Parse<int>(name, text, "a whole number")));

    public static SpecOption Long(string name, string description, Func<RunSpec, object?> value, Func<RunSpec, long, RunSpec> set) =>
        new(name, "N", description, value, (spec, text) => set(spec, Parse<long>(name, text, "a whole number")));

    public static SpecOption Real(string name, string description, Func<RunSpec, object?> value, Func<RunSpec, double, RunSpec> set) =>
        new(name, "X", description, value, (spec, text) => set(spec, Parse<double>(name, text, "a number")));

    public static SpecOption Flag(string name, string description, Func<RunSpec, bool> value, Func<RunSpec, bool, RunSpec> set) =>
        new(name, "true|false", description, s => value(s) ? "true" : "false", (spec, text) => set(
            spec, bool.TryParse(text, out var flag) ? flag : throw new SpecException($"{name}: {text} is not allowed; expected true or false.")));

    private static T Parse<T>(string name, string text, string expected) where T : ISpanParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new SpecException($"{name}: {text} is not allowed; expected {expected}.");
}
