using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>One option of a run: a property of <see cref="RunSpec"/> with its help text, its range and its uses.</summary>
public sealed class SpecOption
{
    private readonly Func<RunSpec, object?> get;
    private readonly Func<object?, bool> test;
    private readonly PropertyInfo property;
    private readonly string? otherwise;

    private SpecOption(PropertyInfo property, Func<RunSpec, object?> get, Func<object?, bool> test, string? otherwise)
    {
        (this.property, this.get, this.test, this.otherwise) = (property, get, test, otherwise);
        Name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
    }

    /// <summary>The name on the command line, after two dashes, and in a YAML file: that of the property in kebab-case.</summary>
    public string Name { get; }

    /// <summary>The help text: a noun phrase without a full stop.</summary>
    public required string Help { get; init; }

    /// <summary>The allowed values, in words that complete "expected ...".</summary>
    public required string Expected { get; init; }

    /// <summary>The subject of the option.</summary>
    public required OptionScope Scope { get; init; }

    /// <summary>The places where the option may be given.</summary>
    public required OptionUses Uses { get; init; }

    /// <summary>The unit of the value; null for a count, a name or a plain number.</summary>
    public string? Unit { get; init; }

    /// <summary>The value in each preset that sets the option to another one than its default, by the name of the preset.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();

    /// <summary>The placeholder of the value in the help text.</summary>
    public required string HelpName { get; init; }

    /// <summary>The default as text.</summary>
    public string Default => TextOf(SpecOptions.Defaults);

    /// <summary>The default and the values of the presets, as people read them: "0.02, paper: 0.05, reference: 0.05".</summary>
    public string DefaultAndPresets =>
        string.Join(", ", RunPresets.Names.Where(Presets.ContainsKey).Select(preset => $"{preset}: {Presets[preset]}").Prepend(Default));

    /// <summary>A row of the catalogue for a property that always has a value.</summary>
    /// <param name="property">The property of the spec, which has the default.</param>
    /// <param name="otherwise">The words for a missing value; null where there is always one.</param>
    internal static SpecOption Row<T>(
        Expression<Func<RunSpec, T>> property, OptionScope scope, string help, Allowed<T> allowed, OptionUses uses = OptionUses.None,
        string? unit = null, string? paper = null, string? reference = null, string? enas = null, string? otherwise = null,
        string? helpName = null) =>
        Make(property, scope, help, allowed, otherwise, uses, unit, Given(
            (RunPresets.Paper, paper), (RunPresets.Reference, reference), (RunPresets.Enas, enas)), helpName);

    /// <summary>A row of the catalogue for a property that is null unless given.</summary>
    internal static SpecOption Row<T>(
        Expression<Func<RunSpec, T?>> property, OptionScope scope, string help, Allowed<T> allowed, string otherwise,
        OptionUses uses = OptionUses.None, string? unit = null) where T : struct =>
        Make(property, scope, help, allowed, otherwise, uses, unit, [], null);

    /// <summary>The value for people: a number, true or false, or text; a missing value in words that say what it means.</summary>
    public object? Value(RunSpec spec) => get(spec) switch
    {
        null => otherwise,
        bool flag => flag ? "true" : "false",
        var value => value,
    };

    /// <summary>Says whether a spec has no value, which stands for what <see cref="Value"/> says in words.</summary>
    public bool IsMissing(RunSpec spec) => get(spec) is null;

    /// <summary>The value as text, which <see cref="Apply"/> reads back unless the value is missing.</summary>
    public string TextOf(RunSpec spec) => Convert.ToString(Value(spec), CultureInfo.InvariantCulture)!;

    /// <summary>A copy of the spec with this option read from a text. The range is checked with the whole spec.</summary>
    /// <exception cref="SpecException">The text is not a value of the option's type.</exception>
    public RunSpec Apply(RunSpec spec, string text)
    {
        var changed = spec with { };
        property.SetValue(changed, Parse(text));
        return changed;
    }

    /// <summary>The error of the option's value; null when it is allowed.</summary>
    public SpecError? Check(RunSpec spec) => test(get(spec)) ? null : SpecError.Of(Name, get(spec), Expected);

    private object Parse(string text)
    {
        const string whole = "a whole number";
        var culture = CultureInfo.InvariantCulture;
        return (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            var type when type == typeof(int) => int.TryParse(text, culture, out var number) ? number : throw Refuse(text, whole),
            var type when type == typeof(long) => long.TryParse(text, culture, out var number) ? number : throw Refuse(text, whole),
            var type when type == typeof(double) =>
                double.TryParse(text, culture, out var number) ? number : throw Refuse(text, "a number"),
            var type when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : throw Refuse(text, "true or false"),
            _ => text,
        };
    }

    private SpecException Refuse(string text, string expected) => new(new SpecError(Name, text, expected));

    // TProperty is T, or T with null.
    private static SpecOption Make<TProperty, T>(
        Expression<Func<RunSpec, TProperty>> property, OptionScope scope, string help, Allowed<T> allowed, string? otherwise,
        OptionUses uses, string? unit, Dictionary<string, string> presets, string? helpName)
    {
        var get = property.Compile();
        return new(
            (PropertyInfo)((MemberExpression)property.Body).Member, spec => get(spec), v => v is null || allowed.Test((T)v), otherwise)
        {
            Help = help,
            Expected = allowed.Expected,
            Scope = scope,
            Uses = uses,
            Unit = unit,
            Presets = presets,
            HelpName = helpName ?? HelpNameOf(typeof(T)),
        };
    }

    private static Dictionary<string, string> Given(params (string Preset, string? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Preset, v => v.Value!);

    private static string HelpNameOf(Type type) =>
        type == typeof(double) ? "X" : type == typeof(string) ? "NAME" : type == typeof(bool) ? "true|false" : "N";
}
