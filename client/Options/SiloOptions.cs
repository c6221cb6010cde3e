using System.CommandLine;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Cli.Options;

/// <summary>The options that say whether a command works in a folder or on a silo elsewhere.</summary>
internal static class SiloOptions
{
    private const string KeyVariable = "LTH4SA_API_KEY";

    /// <summary>The option that names a silo elsewhere.</summary>
    public static Option<string?> Silo() =>
        new("--silo")
        {
            Description = $"Work on the silo at this address; its API key, if it asks for one, is in {KeyVariable}",
            HelpName = "URL",
        };

    /// <summary>The option that names a sweep on a silo.</summary>
    /// <param name="otherwise">The name that it has without the option.</param>
    public static Option<string?> Name(string otherwise = "the file's") =>
        new("--name") { Description = $"Name of the sweep on a silo [default: {otherwise}]", HelpName = "NAME" };

    /// <summary>The name of a sweep on a silo: the given one, or that of the spec file.</summary>
    public static string NameOf(string? given, string file) => given ?? Path.GetFileNameWithoutExtension(file);

    /// <summary>Makes a client of the silo that is given; null where none is.</summary>
    /// <exception cref="SpecException">It is no address.</exception>
    public static HttpLth4SaApi? Open(string? silo)
    {
        if (silo is null)
        {
            return null;
        }

        var known = Uri.TryCreate(silo.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        SpecException.Check("silo", silo, known, "an address such as http://127.0.0.1:5180");
        return new HttpLth4SaApi(uri!, Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null);
    }
}
