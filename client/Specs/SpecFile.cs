using Lth4Sa.Contracts.Runs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lth4Sa.Client.Specs;

/// <summary>A run spec as a YAML mapping of option names to values.</summary>
public static class SpecFile
{
    /// <exception cref="SpecException">Names the file and, for each error, the line.</exception>
    public static RunSpec Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new SpecException($"spec: {path} does not exist; expected a YAML file of options.");
        }

        var root = Parse(path);
        var (spec, errors) = (SpecOptions.Defaults, new List<string>());
        foreach (var (key, value) in root.Children)
        {
            try
            {
                var name = ((YamlScalarNode)key).Value;
                var option = SpecOptions.All.FirstOrDefault(o => o.Name == name)
                    ?? throw new SpecException($"{name} is not an option; expected one of {string.Join(", ", SpecOptions.All.Select(o => o.Name))}.");
                spec = option.Apply(spec, (value as YamlScalarNode)?.Value ?? throw new SpecException($"{name}: expected one value."));
            }
            catch (SpecException error)
            {
                errors.Add($"{path}:{key.Start.Line}: {error.Message}");
            }
        }

        return errors.Count == 0 ? spec : throw new SpecException(string.Join(Environment.NewLine, errors));
    }

    private static YamlMappingNode Parse(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
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
