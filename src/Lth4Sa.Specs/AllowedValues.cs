using System.Globalization;

namespace Lth4Sa.Specs;

/// <summary>The ranges and choices that options share.</summary>
public static class AllowedValues
{
    /// <summary>Whole numbers from <paramref name="min"/> on.</summary>
    public static Allowed<int> AtLeast(int min) => new(string.Create(CultureInfo.InvariantCulture, $"at least {min}"), v => v >= min);

    /// <summary>Whole numbers from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static Allowed<int> Between(int min, int max) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"), v => v >= min && v <= max);

    /// <summary>Finite numbers above 0.</summary>
    public static Allowed<double> Positive { get; } = new("a number above 0", v => v > 0 && double.IsFinite(v));

    /// <summary>Finite numbers of at least 0.</summary>
    public static Allowed<double> NotNegative { get; } = new("a number of at least 0", v => v >= 0 && double.IsFinite(v));

    /// <summary>Finite numbers.</summary>
    public static Allowed<double> Finite { get; } = new("a finite number", double.IsFinite);

    /// <summary>Numbers in [0, 1].</summary>
    public static Allowed<double> Share { get; } = new("a number in [0, 1]", v => v is >= 0 and <= 1);

    /// <summary>Numbers in [0, 1).</summary>
    public static Allowed<double> BelowOne { get; } = new("a number in [0, 1)", v => v is >= 0 and < 1);

    /// <summary>Numbers in (0, 1].</summary>
    public static Allowed<double> Probability { get; } = new("above 0 and at most 1", v => v is > 0 and <= 1);

    /// <summary>All whole numbers.</summary>
    public static Allowed<long> Whole { get; } = new("a whole number", _ => true);

    /// <summary>True and false.</summary>
    public static Allowed<bool> Flag { get; } = new("true or false", _ => true);

    /// <summary>One of the names, by their exact spelling.</summary>
    public static Allowed<string> OneOf(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return new("one of " + string.Join(", ", all), all.Contains);
    }

    /// <summary>Text that passes a test.</summary>
    public static Allowed<string> Text(string expected, Func<string, bool> test) => new(expected, test);

    /// <summary>A number that passes a test, or <c>off</c>.</summary>
    public static Allowed<string> NumberOrOff(string expected, Func<double, bool> test) => new("off, or " + expected, v =>
        v == RunSpecMapping.Off || double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && test(number));
}
