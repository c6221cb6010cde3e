using Lth4Sa.Contracts.Errors;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Options;

/// <summary>Collects the errors of settings. None of the messages contains a secret.</summary>
internal sealed class SettingErrors
{
    private readonly List<string> errors = [];

    /// <summary>Success, or all errors.</summary>
    public ValidateOptionsResult Result => errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

    /// <summary>Adds errors that have been described elsewhere.</summary>
    public void AddRange(IEnumerable<string> described) => errors.AddRange(described);

    /// <summary>Adds an error with the field, its value and what is expected, unless the value is allowed.</summary>
    public void Check(string field, object? value, bool allowed, string expected)
    {
        if (!allowed)
        {
            errors.Add(SpecError.Of(field, value ?? "nothing", expected).ToString());
        }
    }

    /// <summary>Adds an error if a secret is needed and missing.</summary>
    public void Secret(string field, string? value, bool needed, string expected) =>
        Check(field, value: null, !needed || !string.IsNullOrWhiteSpace(value), expected);
}
