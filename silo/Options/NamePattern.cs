using System.Text.RegularExpressions;

namespace Lth4Sa.Silo.Options;

/// <summary>The form of the names of silos and clusters.</summary>
internal static partial class NamePattern
{
    public const string Expected = "1 to 64 letters, digits, dots, hyphens or underscores";

    public static bool Matches(string name) => Names().IsMatch(name);

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}\\z")]
    private static partial Regex Names();
}
