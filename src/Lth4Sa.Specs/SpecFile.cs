using Lth4Sa.Contracts.Runs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lth4Sa.Specs;

/// <summary>A run spec as a YAML mapping of option names to values.</summary>
public static class SpecFile
{
    /// <exception cref="SpecException">Names the file and, for each error, the line.</exception>
    public static RunSpec Read(string path) => Read(path, Parse(path));

    /// <summary>The options that a file gives, as their texts.</summary>
    /// <exception cref="SpecException">It is no mapping of options to single values.</exception>
    public static Dictionary<string, string> Texts(string path) => Parse(path).Children.ToDictionary(
        c => ((YamlScalarNode)c.Key).Value!,
        c => (c.Value as YamlScalarNode)?.Value ?? throw new SpecException($"{path}:{c.Key.Start.Line}: {c.Key}: expected one value."));

    /// <param name="name">Of the text, for messages.</param>
    /// <param name="text">YAML, or JSON, which is YAML too.</param>
    /// <exception cref="SpecException">Names, for each error, the line.</exception>
    public static RunSpec Parse(string name, string text) => Read(name, Parse(name, new StringReader(text)));

    private static RunSpec Read(string path, YamlMappingNode mapping)
    {
        var errors = new List<string>();
        var spec = Apply(SpecOptions.Defaults, path, mapping, errors);
        SpecException.ThrowIfAny(errors);
        return spec;
    }

    /// <summary>The options of a mapping over <paramref name="spec"/>, its preset first.</summary>
    /// <param name="errors">Gets what is wrong, with file and line.</param>
    /// <param name="allowed">Options that may be given; null is all.</param>
    internal static RunSpec Apply(RunSpec spec, string path, YamlMappingNode mapping, List<string> errors, IReadOnlyCollection<string>? allowed = null)
    {
        const string preset = SpecOptions.Preset;
        string[] names = [preset, .. SpecOptions.All.Select(o => o.Name).Where(n => allowed is null || allowed.Contains(n))];
        foreach (var (key, value) in mapping.Children.OrderByDescending(c => ((YamlScalarNode)c.Key).Value == preset))
        {
            try
            {
                var name = ((YamlScalarNode)key).Value!;
                var text = names.Contains(name)
                    ? (value as YamlScalarNode)?.Value ?? throw new SpecException($"{name}: expected one value.")
                    : throw new SpecException($"{name} is not an option{(allowed is null ? "" : " here")}; expected one of {string.Join(", ", names)}.");
                spec = name == preset ? SpecOptions.ApplyPreset(spec, text) : SpecOptions.Get(name).Apply(spec, text);
            }
            catch (SpecException error)
            {
                errors.Add($"{path}:{key.Start.Line}: {error.Message}");
            }
        }

        return spec;
    }

    internal static YamlMappingNode Parse(string path)
    {
        if (!File.Exists(path))
        {
            throw new SpecException($"spec: {path} does not exist; expected a YAML file of options.");
        }

        using var reader = File.OpenText(path);
        return Parse(path, reader);
    }

    internal static YamlMappingNode Parse(string path, TextReader reader)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode mapping }] && mapping.Children.Keys.All(k => k is YamlScalarNode)
                ? mapping
                : throw new SpecException($"{path}: expected a mapping of option names to values, such as 'beta: 0.5'.");
        }
        catch (YamlException error)
        {
            throw new SpecException($"{path}:{error.Start.Line}: {error.Message}");
        }
    }
}
