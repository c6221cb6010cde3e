namespace Lth4Sa.Specs;

/// <summary>What the user gave cannot be run; the message is for them.</summary>
public sealed class SpecException(string message) : Exception(message)
{
    /// <exception cref="SpecException">Names the field, the value and what is allowed, unless it is.</exception>
    public static void Check(string field, object value, bool allowed, string expected)
    {
        if (!allowed)
        {
            throw new SpecException(FormattableString.Invariant($"{field}: {value} is not allowed; expected {expected}."));
        }
    }

    /// <exception cref="SpecException">Names all errors, if there are any.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<string> errors)
    {
        if (errors.Count > 0)
        {
            throw new SpecException(string.Join(Environment.NewLine, errors));
        }
    }
}
