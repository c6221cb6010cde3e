using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lth4Sa.Specs;

/// <summary>A run spec as a YAML mapping of option names to values.</summary>
public static class SpecFile
{
    /// <summary>Reads a spec from a file.</summary>
    /// <exception cref="SpecException">The file has errors; the message names the file and the line of each.</exception>
    public static RunSpec Read(string path) => Read(path, Parse(path));

    /// <summary>Reads the options that a file gives, as texts.</summary>
    /// <exception cref="SpecException">The file is not a mapping of options to single values.</exception>
    public static Dictionary<string, string> Texts(string path) => Parse(path).Children.ToDictionary(
        c => ((YamlScalarNode)c.Key).Value!,
        c => (c.Value as YamlScalarNode)?.Value ?? throw new SpecException(OneValue(((YamlScalarNode)c.Key).Value!).At(path, c.Key)));

    /// <summary>Reads a spec from a text.</summary>
    /// <param name="name">The name of the text, for messages.</param>
    /// <param name="text">The text: YAML, or JSON, which is YAML too.</param>
    /// <exception cref="SpecException">The text has errors; the message names the line of each.</exception>
    public static RunSpec Parse(string name, string text) => Read(name, Parse(name, new StringReader(text)));

    private static RunSpec Read(string path, YamlMappingNode mapping)
    {
        var errors = new List<SpecError>();
        var spec = Apply(SpecOptions.Defaults, path, mapping, errors);
        SpecException.ThrowIfAny(errors);
        return spec;
    }

    /// <summary>Applies the options of a mapping to a spec, the preset first.</summary>
    /// <param name="errors">The list that receives the errors, with file and line.</param>
    /// <param name="allowed">The place where the options are given, which limits the options; none allows all.</param>
    internal static RunSpec Apply(
        RunSpec spec, string path, YamlMappingNode mapping, List<SpecError> errors, OptionUses allowed = OptionUses.None)
    {
        const string preset = RunPresets.Option;
        var options = SpecOptions.For(allowed).ToDictionary(o => o.Name);
        var known = "one of " + string.Join(", ", options.Keys.Prepend(preset));
        var unknown = allowed == OptionUses.None ? "is not an option" : "is not an option here";
        foreach (var (key, value) in mapping.Children.OrderByDescending(c => ((YamlScalarNode)c.Key).Value == preset))
        {
            var name = ((YamlScalarNode)key).Value!;
            if (name != preset && !options.ContainsKey(name))
            {
                errors.Add(new SpecError(name, null, known) { Problem = $"{name} {unknown}" }.At(path, key));
            }
            else if ((value as YamlScalarNode)?.Value is not { } text)
            {
                errors.Add(OneValue(name).At(path, key));
            }
            else
            {
                try
                {
                    spec = name == preset ? RunPresets.Apply(spec, text) : options[name].Apply(spec, text);
                }
                catch (SpecException wrong)
                {
                    errors.AddRange(wrong.Errors.Select(error => error.At(path, key)));
                }
            }
        }

        return spec;
    }

    /// <summary>The same error with the place of a node of a file.</summary>
    internal static SpecError At(this SpecError error, string path, YamlNode node) =>
        error with { File = path, Line = (int)node.Start.Line };

    private static SpecError OneValue(string name) => new(name, null, "one value");

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
        var (stream, events) = (new YamlStream(), new SpecParser(path, reader));
        try
        {
            stream.Load(events);
            return stream.Documents is [{ RootNode: YamlMappingNode mapping }] && mapping.Children.Keys.All(k => k is YamlScalarNode)
                ? mapping
                : throw new SpecException($"{path}: expected a mapping of option names to values, such as 'beta: 0.5'.");
        }
        catch (YamlException error)
        {
            throw new SpecException($"{path}:{error.Start.Line}: {error.Message}");
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // For some texts that are not YAML the library fails in other ways than it says.
            throw new SpecException($"{path}:{events.Current?.End.Line ?? 1}: the text cannot be read; expected YAML or JSON.");
        }
    }
}
