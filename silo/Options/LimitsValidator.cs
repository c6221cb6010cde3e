using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Options;

/// <summary>Checks the limits of requests.</summary>
internal sealed class LimitsValidator : IValidateOptions<SiloSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var errors = new SettingErrors();
        errors.Check("mostRequestBytes", options.MostRequestBytes, options.MostRequestBytes is >= 1024 and <= 1 << 30, "1 KiB to 1 GiB");
        errors.Check("mostRuns", options.MostRuns, options.MostRuns >= 1, "at least 1");
        errors.Check("mostRequestsPerSecond", options.MostRequestsPerSecond, options.MostRequestsPerSecond >= 1, "at least 1");
        return errors.Result;
    }
}
