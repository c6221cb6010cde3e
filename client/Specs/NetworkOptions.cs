using System.CommandLine;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search;

namespace Lth4Sa.Cli.Specs;

/// <summary>The options that name a network, of the commands that are not about a run.</summary>
internal static class NetworkOptions
{
    public static Option<string?> Backbone(string? otherwise = null) => Name("--backbone", Networks.Backbones.Backbone.Expected, otherwise);

    public static Option<string?> Module(string? otherwise = null) =>
        Name("--module", "one of " + string.Join(", ", AttentionModules.Registry.Names), otherwise);

    public static Option<string?> Sharing(string? otherwise = null) =>
        Name("--sharing", "full: a module for each block; share: one for each stage", otherwise);

    public static Backbone ParseBackbone(string name) => Networks.Backbones.Backbone.TryParse(name, out var backbone)
        ? backbone
        : throw new SpecException($"backbone: {name} is not allowed; expected {Networks.Backbones.Backbone.Expected}.");

    public static string ParseModule(string name) => Known("module", name, AttentionModules.Registry).Name;

    public static Sharing ParseSharing(string name) => Known("sharing", name, AttentionModules.Sharings).Value;

    /// <exception cref="SpecException">The module does not allow the sharing.</exception>
    public static void CheckSharing(string module, Sharing sharing)
    {
        if (AttentionModules.WhyNot(module, sharing) is { } reason)
        {
            throw new SpecException($"sharing: full is not allowed; expected {reason}.");
        }
    }

    private static (string Name, T Value) Known<T>(string field, string name, Registry<T> registry) => registry.Contains(name)
        ? (name.ToLowerInvariant(), registry.Get(name))
        : throw new SpecException($"{field}: {name} is not allowed; expected one of {string.Join(", ", registry.Names)}.");

    private static Option<string?> Name(string name, string description, string? otherwise) => new(name)
    {
        Description = char.ToUpperInvariant(description[0]) + description[1..],
        HelpName = "NAME",
        DefaultValueFactory = _ => otherwise,
    };
}
