using System.Globalization;

namespace Lth4Sa.Specs;

/// <summary>The values that an option takes.</summary>
/// <param name="Expected">They in words, as "at least 1"; they complete "expected ...".</param>
/// <param name="Test">Whether a value is one of them.</param>
public sealed record Allowed<T>(string Expected, Func<T, bool> Test);

/// <summary>The usual ranges and choices.</summary>
public static class Allowed
{
    public static Allowed<int> AtLeast(int min) => new(string.Create(CultureInfo.InvariantCulture, $"at least {min}"), v => v >= min);

    public static Allowed<double> Positive { get; } = new("a number above 0", v => v > 0 && double.IsFinite(v));

    public static Allowed<double> NotNegative { get; } = new("a number of at least 0", v => v >= 0 && double.IsFinite(v));

    public static Allowed<double> Finite { get; } = new("a finite number", double.IsFinite);

    public static Allowed<double> Share { get; } = new("a number in [0, 1]", v => v is >= 0 and <= 1);

    public static Allowed<double> Probability { get; } = new("above 0 and at most 1", v => v is > 0 and <= 1);

    public static Allowed<long> Whole { get; } = new("a whole number", _ => true);

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
