using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Lth4Sa.Silo.Tests;

/// <summary>The files of <c>deploy/</c>.</summary>
internal static partial class Deploy
{
    private static string Folder { get; } = Path.GetFullPath(BuildMetadata.Of("Deploy"));

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Every document of a YAML file, with its anchors and merges resolved.</summary>
    public static IReadOnlyList<IDictionary<object, object>> Yaml(string file)
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(PathOf(file)))));
        var (reader, all) = (new DeserializerBuilder().Build(), new List<IDictionary<object, object>>());
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            all.Add(reader.Deserialize<Dictionary<object, object>>(parser));
        }

        return all;
    }

    /// <summary>What is at a path of keys and indices.</summary>
    public static object At(object node, params object[] path) =>
        path.Aggregate(node, (at, key) => at is IDictionary<object, object> map ? map[key] : ((IList<object>)at)[(int)key]);

    /// <summary>Every query of a dashboard's panels, by dashboard and panel.</summary>
    public static IEnumerable<(string Where, string Query)> PanelQueries() =>
        from file in Directory.EnumerateFiles(PathOf("grafana/dashboards"), "*.json").Order()
        let dashboard = JsonDocument.Parse(File.ReadAllText(file)).RootElement
        from panel in dashboard.GetProperty("panels").EnumerateArray()
        from target in panel.GetProperty("targets").EnumerateArray()
        select ($"{dashboard.GetProperty("title").GetString()} / {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!);

    /// <summary>The queries of the dashboards' variables.</summary>
    public static IEnumerable<(string Metric, string Label)> VariableQueries() =>
        from file in Directory.EnumerateFiles(PathOf("grafana/dashboards"), "*.json")
        from variable in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
        let match = LabelValues().Match(variable.GetProperty("query").GetProperty("query").GetString()!)
        select (match.Groups[1].Value, match.Groups[2].Value);

    /// <summary>What rules record, and what alerts compare with a number.</summary>
    public static IEnumerable<(string Where, string Query)> RuleQueries() =>
        from file in new[] { "prometheus/rules.yml", "prometheus/alerts.yml" }
        from groups in (IList<object>)At(Yaml(file)[0], "groups")
        from rule in ((IList<object>)At(groups, "rules")).Cast<IDictionary<object, object>>()
        let expression = (string)rule["expr"]
        select rule.TryGetValue("record", out var record) ? ((string)record, expression) : ((string)rule["alert"], Comparison().Match(expression).Groups[1].Value);

    /// <summary>Runs a program of Prometheus' package to its end.</summary>
    public static async Task<(int Exit, string Output)> PromtoolAsync(string[] arguments, string input = "")
    {
        using var process = OutsideProgram.Prometheus.Start(new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = PathOf("prometheus"),
        });
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"^label_values\((\w+), (\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^(.*\S)\s+(?:==|>|<)\s+[\d.]+$", RegexOptions.Singleline)]
    private static partial Regex Comparison();
}
