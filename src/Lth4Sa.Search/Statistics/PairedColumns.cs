namespace Lth4Sa.Search.Statistics;

/// <summary>Two numbers of each of many schemes.</summary>
/// <param name="X">What the first number is, with its unit, as a table and an axis show it.</param>
/// <param name="Y">What the second number is, with its unit.</param>
/// <param name="Schemes">The schemes, each once.</param>
public sealed record PairedColumns(string X, string Y, IReadOnlyList<PairedScheme> Schemes)
{
    /// <summary>The first numbers, in the order of the schemes.</summary>
    public double[] Xs => [.. Schemes.Select(s => s.X)];

    /// <summary>The second numbers, in the order of the schemes.</summary>
    public double[] Ys => [.. Schemes.Select(s => s.Y)];
}
