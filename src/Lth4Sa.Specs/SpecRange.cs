using System.Globalization;

namespace Lth4Sa.Specs;

/// <summary>
/// A value of an option as it is given: a text, or all whole numbers of a range such as 1..5. A range is counted before its values
/// are made.
/// </summary>
internal sealed record SpecRange
{
    private readonly long first, last;
    private readonly bool isRange;

    /// <param name="text">The text of the value.</param>
    public SpecRange(string text)
    {
        Text = text;
        isRange = text.Split("..") is [var from, var to] && Whole(from, out first) && Whole(to, out last) && first <= last;
    }

    /// <summary>The value as it is given.</summary>
    public string Text { get; }

    /// <summary>The number of values.</summary>
    public double Count => isRange ? (double)last - first + 1 : 1;

    /// <summary>The first value.</summary>
    public string First => isRange ? first.ToString(CultureInfo.InvariantCulture) : Text;

    /// <summary>The values, which are made one by one.</summary>
    public IEnumerable<string> Values()
    {
        yield return First;
        for (var value = first; value < last;)
        {
            yield return (++value).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Whether a text is one of the values.</summary>
    public bool Contains(string value) => isRange ? Whole(value, out var number) && number >= first && number <= last : value == Text;

    private static bool Whole(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
