namespace Lth4Sa.Contracts.Errors;

/// <summary>Thrown for input of a user that has errors. The message is for people, one line for each error.</summary>
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

    /// <summary>The errors; empty when there is only a message.</summary>
    [Id(0)] public IReadOnlyList<SpecError> Errors { get; } = [];

    /// <summary>Throws unless a value is allowed.</summary>
    /// <exception cref="SpecException">The value is not allowed; the message names the field, the value and what is allowed.</exception>
    public static void Check(string field, object value, bool allowed, string expected)
    {
        if (!allowed)
        {
            throw new SpecException(SpecError.Of(field, value, expected));
        }
    }

    /// <summary>Throws if there are errors.</summary>
    /// <exception cref="SpecException">There are errors; the message names all of them.</exception>
    public static void ThrowIfAny(IReadOnlyList<SpecError> errors)
    {
        if (errors.Count > 0)
        {
            throw new SpecException(errors);
        }
    }
}
