using System.Globalization;

namespace Lth4Sa.Cli.Display;

/// <summary>How many there are, in words.</summary>
internal static class Plural
{
    /// <summary>The number and the noun, with an s unless it is one.</summary>
    public static string Of(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
