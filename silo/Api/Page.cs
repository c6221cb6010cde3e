using Lth4Sa.Specs;

namespace Lth4Sa.Silo.Api;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Skip">Items to leave out at the beginning; 0 unless given.</param>
/// <param name="Take">Items at most, 1 to 1000; 100 unless given.</param>
internal readonly record struct Page(int? Skip, int? Take)
{
    private const int MostTaken = 1000, Taken = 100;

    /// <exception cref="SpecException">It is negative.</exception>
    public int From
    {
        get
        {
            SpecException.Check("skip", Skip ?? 0, Skip is null or >= 0, "at least 0");
            return Skip ?? 0;
        }
    }

    /// <exception cref="SpecException">It is out of range.</exception>
    public int Count
    {
        get
        {
            SpecException.Check("take", Take ?? Taken, Take is null or (>= 1 and <= MostTaken), FormattableString.Invariant($"1 to {MostTaken}"));
            return Take ?? Taken;
        }
    }
}
