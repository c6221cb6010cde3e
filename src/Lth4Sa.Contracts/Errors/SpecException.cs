namespace Lth4Sa.Contracts.Errors;

/// <summary>Thrown for input of a user that has errors. The message is for people, one line for each error.</summary>
[GenerateSerializer]
public sealed class SpecException : Exception
{
    /// <summary>The largest number of errors that are told: a text of a megabyte can have a hundred thousand.</summary>
    public const int MaxErrors = 100;

    public SpecException()
    {
    }

    public SpecException(string message) : base(message)
    {
    }

    public SpecException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public SpecException(params IReadOnlyList<SpecError> errors) : base(TextOf(errors)) => Errors = [.. errors.Take(MaxErrors)];

    /// <summary>The errors, at most <see cref="MaxErrors"/> of them; empty when there is only a message.</summary>
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

    private static string TextOf(IReadOnlyList<SpecError> errors)
    {
        var told = errors.Take(MaxErrors).Select(error => error.ToString());
        return string.Join(Environment.NewLine, errors.Count <= MaxErrors ? told : told.Append($"There are {errors.Count} errors in all."));
    }
}
