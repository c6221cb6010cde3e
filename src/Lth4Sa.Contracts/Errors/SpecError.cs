using System.Globalization;

namespace Lth4Sa.Contracts.Errors;

/// <summary>One error in the input of a user.</summary>
/// <param name="Field">The name of the option, or of the key of a YAML file.</param>
/// <param name="Value">The value that was given, as text; null when it is missing or has the wrong form.</param>
/// <param name="Expected">The values that are allowed, in words that complete "expected ...".</param>
[GenerateSerializer, Immutable]
public sealed record SpecError(string Field, string? Value, string Expected)
{
    /// <summary>The problem as a clause; null when the problem is that the value is not allowed.</summary>
    [Id(0)] public string? Problem { get; init; }

    /// <summary>The file that has the error; null for the command line.</summary>
    [Id(1)] public string? File { get; init; }

    /// <summary>The line of the error in <see cref="File"/>, counted from 1; null when it concerns no single line.</summary>
    [Id(2)] public int? Line { get; init; }

    /// <summary>The runs that have the error, in words; null when all have it.</summary>
    [Id(3)] public string? Concerned { get; init; }

    /// <summary>Makes an error for a value that is not allowed, formatted as people write it.</summary>
    public static SpecError Of(string field, object? value, string expected) => new(field, TextOf(value), expected);

    /// <summary>The error in one line for people: the place, the field, the value and what is allowed.</summary>
    public override string ToString()
    {
        var place = File is null ? "" : Line is null ? $"{File}: " : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: ");
        var problem = Problem is not null ? $"{Problem}; expected"
            : Value is null ? $"{Field}: expected"
            : $"{Field}: {Value} is not allowed; expected";
        return $"{place}{problem} {Expected}.{(Concerned is null ? "" : $" ({Concerned})")}";
    }

    private static string TextOf(object? value) => value switch
    {
        null => "(nothing)",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
