namespace Lth4Sa.Search.Landscapes;

/// <summary>What a table answers for a scheme that it lacks.</summary>
public enum MissingSchemes
{
    /// <summary>An error that names the scheme.</summary>
    Error,

    /// <summary>The row of the smallest Hamming distance; of several the one whose scheme is the smallest string.</summary>
    Nearest,
}
