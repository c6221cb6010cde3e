using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The part of a list that a request wants.</summary>
/// <param name="Skip">The items to leave out at the beginning; at least 0, default 0.</param>
/// <param name="Take">The maximum number of items; 1 to 1000, default 100.</param>
internal readonly record struct Page(int? Skip, int? Take)
{
    private const int MaxTake = 1000, DefaultTake = 100;

    /// <summary>The items to leave out.</summary>
    /// <exception cref="SpecException">The number is negative.</exception>
    public int From
    {
        get
        {
            SpecException.Check("skip", Skip ?? 0, Skip is null or >= 0, "at least 0");
            return Skip ?? 0;
        }
    }

    /// <summary>The maximum number of items.</summary>
    /// <exception cref="SpecException">The number is out of range.</exception>
    public int Count
    {
        get
        {
            var allowed = Take is null or (>= 1 and <= MaxTake);
            SpecException.Check("take", Take ?? DefaultTake, allowed, FormattableString.Invariant($"1 to {MaxTake}"));
            return Take ?? DefaultTake;
        }
    }
}
