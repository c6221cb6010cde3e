namespace Lth4Sa.Specs;

/// <summary>The values that are given to an option.</summary>
/// <param name="Option">The name of the option.</param>
/// <param name="Given">The values and ranges.</param>
internal sealed record SpecValues(string Option, IReadOnlyList<SpecRange> Given)
{
    private readonly HashSet<string> texts = [.. Given.Where(v => v.Count == 1).Select(v => v.First)];
    private readonly SpecRange[] ranges = [.. Given.Where(v => v.Count > 1)];

    /// <summary>The number of values.</summary>
    public double Count { get; } = Given.Sum(v => v.Count);

    /// <summary>The length of all values with the name of the option.</summary>
    public double Characters { get; } = Given.Sum(v => v.Count * (Option.Length + v.Text.Length));

    /// <summary>The number of comparisons that <see cref="Contains"/> makes.</summary>
    public int Comparisons => 1 + ranges.Length;

    /// <summary>Whether a value is among them.</summary>
    public bool Contains(string value) => texts.Contains(value) || Array.Exists(ranges, range => range.Contains(value));

    /// <summary>The values of several options that are taken together: each of them with one value of each option.</summary>
    /// <param name="lists">As many values of each option.</param>
    public static Dictionary<string, string>[] Together(SpecValues[] lists)
    {
        var values = Array.ConvertAll(lists, l => l.Given.SelectMany(v => v.Values()).ToArray());
        return [.. Enumerable.Range(0, values.FirstOrDefault()?.Length ?? 0)
            .Select(i => lists.Select((l, k) => (l.Option, Value: values[k][i])).ToDictionary(v => v.Option, v => v.Value))];
    }
}
