using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Hosting;

/// <summary>The command line of a silo, as .NET's configuration reads it.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Puts settings into their section: <c>--devices cpu</c> becomes <c>--Silo:Devices cpu</c>. What has a section of its own,
    /// or belongs to ASP.NET, stays as it is.
    /// </summary>
    public static string[] WithSections(string[] args)
    {
        var settings = typeof(SiloSettings).GetProperties().Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.ConvertAll(args, arg =>
        {
            var written = arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..].Split('=')[0] : "";
            var name = written.Replace("-", "", StringComparison.Ordinal);
            return settings.Contains(name) ? $"--{SiloSettings.Section}:{name}{arg[(2 + written.Length)..]}" : arg;
        });
    }
}
