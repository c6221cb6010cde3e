using System.Text;
using System.Text.Json;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs.Tests;

/// <summary>The catalogue of options against the record that they fill, and against the document that lists them.</summary>
public sealed class SpecOptionsTests
{
    /// <summary>The parts of docs/cli.md that are made of the catalogue, by the name of their marks.</summary>
    private static readonly Dictionary<string, Func<string>> Parts = new()
    {
        ["options"] = Table,
        ["landscape"] = () => Names("--", o => o.Uses.HasFlag(OptionUses.Landscape)),
        ["train"] = () => Names("--", o => o.Uses.HasFlag(OptionUses.Training)),
        ["compare"] = () => Names("", o => o.Uses.HasFlag(OptionUses.Comparison)),
        ["fork"] = () => Names("", o => !o.Uses.HasFlag(OptionUses.Fork)),
    };

    /// <summary>A value of each option that is not its default.</summary>
    public static TheoryData<string, string> OtherValues => new()
    {
        { "dataset", "cifar10" }, { "data", "images" }, { "classes", "7" }, { "validation-per-class", "9" }, { "backbone", "resnet38" },
        { "module", "eca" }, { "sharing", "share" }, { "beta", "0.25" }, { "evaluator", "table:x" }, { "missing", "nearest" },
        { "strategy", "ga" }, { "seed", "-5" }, { "supernet-seed", "9" }, { "steps", "4" }, { "budget", "70" }, { "epochs", "3" },
        { "train-epochs", "2" }, { "batch-size", "64" }, { "learning-rate", "0.3" }, { "forwards", "5" }, { "candidates", "1" },
        { "samples", "2" }, { "lambda-sparsity", "1.5" }, { "lambda-accuracy", "0.5" }, { "lambda-curiosity", "4" },
        { "controller-optimiser", "sgd" }, { "controller-rate", "0.125" }, { "temperature", "2.5" }, { "baseline", "off" },
        { "normalise", "false" }, { "entropy", "0.5" }, { "ppo-clip", "off" }, { "ppo-from", "2" }, { "replay-capacity", "8" },
        { "curiosity-rate", "0.5" }, { "enas-rate", "0.5" }, { "population", "8" }, { "keep", "0.75" }, { "gate-rate", "0.5" },
        { "augmentation", "flip" }, { "train-on", "split" }, { "momentum", "0.5" }, { "weight-decay", "0.25" }, { "schedule", "step:0.5" }, { "supernet-schedule", "cosine" },
        { "unused-modules", "freeze" }, { "sampling", "fair" }, { "recalibrate", "64" }, { "ranking", "stage" }, { "schemes", "101,010" },
        { "controller-momentum", "0.5" }, { "controller-inputs", "3" }, { "controller-width", "7" }, { "controller-logits", "2" },
        { "curiosity-width", "8" }, { "curiosity-outputs", "2" }, { "bonus", "step" }, { "replay-entry", "step" }, { "replay-bonus", "false" },
        { "replay-current", "true" }, { "ppo-objective", "sum" }, { "replay-scale", "0.5" }, { "enas-width", "9" }, { "enas-temperature", "2" },
        { "enas-tanh", "1.5" }, { "enas-baseline", "0.5" }, { "enas-entropy", "0.25" }, { "gate-decay", "0.5" }, { "gate-beta1", "0.25" },
        { "gate-beta2", "0.75" }, { "commit-every", "5" }, { "device", "cuda:1" }, { "memory", "99" }, { "threads", "3" },
    };

    [Fact]
    public void All_PropertiesOfTheSpec_HaveARowEach()
    {
        var names = typeof(RunSpec).GetProperties().Select(p => JsonNamingPolicy.KebabCaseLower.ConvertName(p.Name)).Where(n => n != "equality-contract");
        // What a run branches off is said by the fork command.
        Assert.Equal(names.Except(["fork-of", "fork-at"]).Order(), SpecOptions.Names.Order());
        Assert.Equal(SpecOptions.Names.Order(), OtherValues.Select(row => (string)row[0]).Order());
    }

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void Apply_TextOfAnOption_ChangesThatOptionAlone(string name, string text)
    {
        var (option, defaults) = (SpecOptions.Get(name), SpecOptions.Defaults);
        var changed = option.Apply(defaults, text);
        Assert.Equal(text, option.TextOf(changed));
        Assert.NotEqual(text, option.Default);
        Assert.Equal([name], SpecOptions.Names.Where(n => !Equals(SpecOptions.Get(n).Value(changed), SpecOptions.Get(n).Value(defaults))));
    }

    [Theory]
    [InlineData("steps", "many", "a whole number")]
    [InlineData("seed", "1.5", "a whole number")]
    [InlineData("beta", "half", "a number")]
    [InlineData("normalise", "perhaps", "true or false")]
    public void Apply_TextOfAnotherType_IsRefused(string name, string text, string expected) => Assert.Equal(
        new SpecError(name, text, expected), Assert.Single(Assert.Throws<SpecException>(() => SpecOptions.Get(name).Apply(new RunSpec(), text)).Errors));

    [Theory]
    [InlineData("options")]
    [InlineData("landscape")]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("fork")]
    public async Task CommandLineDocument_PartOfTheCatalogue_IsUpToDate(string name)
    {
        var path = Path.Combine(BuildMetadata.Of("Root"), "docs", "cli.md");
        var (document, first, part) = (await File.ReadAllTextAsync(path), $"<!-- {name}:begin -->", Parts[name]());
        var (begin, end) = (document.IndexOf(first, StringComparison.Ordinal), document.IndexOf($"<!-- {name}:end -->", StringComparison.Ordinal));
        Assert.InRange(begin, 0, end - 1);
        begin += first.Length;
        if (Environment.GetEnvironmentVariable("LTH4SA_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, document[..begin] + part + document[end..]);
            return;
        }

        Assert.True(document[begin..end] == part, $"docs/cli.md has other options ({name}); run the tests of Lth4Sa.Specs.Tests once with LTH4SA_UPDATE_DOCS=1.");
    }

    private static string Names(string dashes, Func<SpecOption, bool> which) =>
        string.Join(", ", SpecOptions.All.Where(which).Select(o => $"`{dashes}{o.Name}`"));

    private static string Table()
    {
        var table = new StringBuilder("\n| option | about | default | allowed | what it is |\n|---|---|---|---|---|\n");
        foreach (var option in SpecOptions.All)
        {
            table.Append($"| `--{option.Name}` | {option.Scope.ToString().ToLowerInvariant()} | {option.DefaultAndPresets} ");
            table.Append($"| {option.Expected}{(option.Unit is null ? "" : ", in " + option.Unit)} | {option.Help} |\n");
        }

        return table.ToString();
    }
}
