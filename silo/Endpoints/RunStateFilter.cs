using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The query parameter <c>state</c> of a list of runs.</summary>
internal static class RunStateFilter
{
    /// <summary>The state that the text names; null when the parameter is missing.</summary>
    /// <exception cref="SpecException">The text names no state.</exception>
    public static SweepRunState? Parse(string? text)
    {
        var known = Enum.TryParse<SweepRunState>(text, ignoreCase: true, out var state)
            && Enum.IsDefined(state) && !int.TryParse(text, out _);
        SpecException.Check("state", text ?? "", text is null || known, "one of " + string.Join(", ", Names()));
        return known ? state : null;
    }

    private static IEnumerable<string> Names() => Enum.GetNames<SweepRunState>().Select(name => name.ToLowerInvariant());
}
