using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Specs;

/// <summary>Finds all errors of a spec before anything starts: in each option by itself, then between options.</summary>
public static class RunSpecValidator
{
    /// <summary>The errors of a spec; empty when it is valid.</summary>
    public static IReadOnlyList<SpecError> Validate(RunSpec spec) =>
    [
        .. SpecOptions.All.Select(option => option.Check(spec)).OfType<SpecError>(),
        .. Data(spec), .. Sharing(spec), .. Strategy(spec), .. Search(spec),
    ];

    private static IEnumerable<SpecError> Data(RunSpec spec) => Unless(
        spec.Dataset == DataSets.Synthetic || !DataSets.Registry.Contains(spec.Dataset) || Directory.Exists(spec.Data),
        "data", spec.Data, $"an existing folder with the files of {spec.Dataset}");

    private static IEnumerable<SpecError> Sharing(RunSpec spec)
    {
        if (!AttentionModules.Registry.Contains(spec.Module) || !AttentionModules.Sharings.Contains(spec.Sharing))
        {
            return [];
        }

        var reason = AttentionModules.WhyNot(spec.Module, AttentionModules.Sharings.Get(spec.Sharing));
        return Unless(reason is null, "sharing", spec.Sharing, reason ?? "");
    }

    private static IEnumerable<SpecError> Strategy(RunSpec spec)
    {
        if (!SearchStrategies.Registry.Contains(spec.Strategy))
        {
            return [];
        }

        var (kind, table) = (spec.ToStrategy(), spec.TablePath() is not null);
        Backbone.TryParse(spec.Backbone, out var backbone);
        return
        [
            .. Unless(kind.Guidance == GuidanceKind.None || !table, "strategy", spec.Strategy,
                "one that needs no weights, which a table does not have: " + string.Join(", ", SearchStrategies.Unguided)),
            .. Unless(kind.Guidance != GuidanceKind.Weights || spec.Sharing == "full" || table, "sharing", spec.Sharing,
                $"full with the strategy {spec.Strategy}: modules that blocks share cannot be ranked"),
            .. Unless(table || backbone is null || backbone.Blocks <= kind.MaxBlocks, "strategy", spec.Strategy,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"one for the {backbone?.Blocks} blocks of {spec.Backbone}; it searches at most {kind.MaxBlocks}")),
            .. Schemes(spec, backbone),
        ];
    }

    // Those that are no schemes at all are an error of the option by itself.
    private static IEnumerable<SpecError> Schemes(RunSpec spec, Backbone? backbone)
    {
        const string field = "schemes";
        if (spec.Strategy != "list")
        {
            return Unless(spec.Schemes is null, field, spec.Schemes, $"none with the strategy {spec.Strategy}: only list takes them");
        }

        if (spec.Schemes is not { } given)
        {
            return [SpecError.Of(field, spec.Schemes, "schemes by commas for the strategy list")];
        }

        var (blocks, searched) = spec.TablePath() is { } table
            ? (EvaluationTable.BlocksOf(table), table)
            : (backbone?.Blocks, spec.Backbone);
        return Unless(
            blocks is null || SpecOptions.Get(field).Check(spec) is not null || given.Split(',').All(s => s.Length == blocks),
            field, given, $"schemes of {blocks} digits, one for each block of {searched}");
    }

    private static IEnumerable<SpecError> Search(RunSpec spec) =>
    [
        .. Unless(!spec.Normalise || spec.Baseline != RunSpecMapping.Off, "normalise", spec.Normalise, "false without a baseline"),
        .. Unless(
            (spec.ForkOf is null) == (spec.ForkAt is null)
                && (spec.ForkAt is null || spec.ForkAt >= 1 && spec.ForkAt < spec.SearchSteps()),
            "at", spec.ForkAt, "at least 1 and less than the steps"),
    ];

    private static IEnumerable<SpecError> Unless(bool allowed, string field, object? value, string expected) =>
        allowed ? [] : [SpecError.Of(field, value, expected)];
}
