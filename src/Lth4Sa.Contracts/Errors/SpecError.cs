using System.Globalization;

namespace Lth4Sa.Contracts.Errors;

/// <summary>One thing that is wrong with what a user gave.</summary>
/// <param name="Field">The name of the option, or of the key of a YAML file.</param>
/// <param name="Value">The value that was given, as text; null when it is the absence or the form that is wrong.</param>
/// <param name="Expected">What is allowed instead.</param>
[GenerateSerializer, Immutable]
public sealed record SpecError(string Field, string? Value, string Expected)
{
    /// <summary>What is wrong, as a clause, where it is not that the value is not allowed; null otherwise.</summary>
    [Id(0)] public string? Problem { get; init; }

    /// <summary>The file that has the error; null for the command line.</summary>
    [Id(1)] public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; null where no line is to blame.</summary>
    [Id(2)] public int? Line { get; init; }

    /// <summary>Which of several runs or strategies are concerned; null for all.</summary>
    [Id(3)] public string? Concerned { get; init; }

    /// <summary>The error of a value, which is formatted as people write it.</summary>
    public static SpecError Of(string field, object? value, string expected) => new(field, TextOf(value), expected);

    /// <summary>One line for people: the place, the field, the value and what is allowed.</summary>
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
