namespace Lth4Sa.Contracts.Errors;

/// <summary>What a user gave cannot be run. The message is for them, one line for each error.</summary>
[GenerateSerializer]
public sealed class SpecException : Exception
{
    public SpecException()
    {
    }

    public SpecException(string message) : base(message)
    {
    }

    public SpecException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public SpecException(params IReadOnlyList<SpecError> errors) : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Each error; empty where there is only a message.</summary>
    [Id(0)] public IReadOnlyList<SpecError> Errors { get; } = [];

    /// <exception cref="SpecException">Names the field, the value and what is allowed, unless it is.</exception>
    public static void Check(string field, object value, bool allowed, string expected)
    {
        if (!allowed)
        {
            throw new SpecException(SpecError.Of(field, value, expected));
        }
    }

    /// <exception cref="SpecException">Names all errors, if there are any.</exception>
    public static void ThrowIfAny(IReadOnlyList<SpecError> errors)
    {
        if (errors.Count > 0)
        {
            throw new SpecException(errors);
        }
    }
}
