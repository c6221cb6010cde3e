namespace Lth4Sa.Architecture.Tests;

/// <summary>Fails a test with all that violates a rule, one in a line.</summary>
internal static class Violations
{
    public static void AreNone(IEnumerable<string> violations)
    {
        if (string.Join(Environment.NewLine, violations.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } text)
        {
            Assert.Fail(text);
        }
    }
}
