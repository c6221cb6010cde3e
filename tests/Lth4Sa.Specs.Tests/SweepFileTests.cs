using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Specs.Tests;

/// <summary>What is wrong with a sweep is said with the line of the value, or else of the option.</summary>
public sealed class SweepFileTests
{
    public static TheoryData<string, SpecError> WrongSweeps => new()
    {
        { "base:\n  betta: 1\n", Error("betta", null, 2) with { Problem = "betta is not an option" } },
        { "base:\n  steps: many\n", Error("steps", "many", 2) },
        { "base:\n  steps: 5\naxes:\n  beta: [0.5, 2]\n", Error("beta", "2", 4) with { Concerned = "1 of 2 runs, beta=2 among them" } },
        { "base:\n  population: 1\n", Error("population", "1", 2) },
        { "axes:\n  beta:\n  - 0.5\n  - x\n", Error("beta", "x", 4) },
        { "axes:\n  seed: 1..5\n  beta: {a: 1}\n", Error("beta", null, 3) },
        { "axes: 5\n", Error("axes", null, 1) },
        { "points: 5\n", Error("points", null, 1) },
        { "axis:\n  seed: 1\n", Error("axis", null, 1) with { Problem = "axis is not allowed" } },
        { "zip:\n- {seed: [1, 2], beta: [0.5]}\n", Error("zip", null, 2) with { Problem = "zip: seed has 2, beta has 1 values" } },
        { "at-a-time: 0\n", Error("at-a-time", "0", 1) },
        { "axes:\n  seed: 1..2000\n  steps: 1..2000\n", Error("axes", "4,000,000", 1) with { Problem = "axes: 4,000,000 combinations are not allowed" } },
        { "axes:\n  seed: 1\nexclude:\n- {seed: 1}\n", Error("axes", null, 1) with { Problem = "There is no run" } },
    };

    [Theory]
    [MemberData(nameof(WrongSweeps))]
    public void Parse_WrongSweep_SaysWhereAndWhat(string text, SpecError expected)
    {
        var error = Assert.Single(Errors(text));
        Assert.Equal(expected, error with { Expected = "" });
        Assert.NotEqual("", error.Expected);
    }

    [Fact]
    public void Parse_SeveralErrors_AreInTheOrderOfTheirLines() =>
        Assert.Equal([1, 3, 5], Errors("at-a-time: 0\nbase:\n  steps: 0\naxes:\n  beta: 2\n").Select(error => error.Line));

    [Theory]
    [InlineData("steps", "0", null, null, "steps: 0 is not allowed; expected at least 1.")]
    [InlineData("steps", null, null, null, "steps: expected at least 1.")]
    [InlineData("steps", "0", 7, null, "sweep.yaml:7: steps: 0 is not allowed; expected at least 1.")]
    [InlineData("steps", "0", 7, "1 of 2 runs", "sweep.yaml:7: steps: 0 is not allowed; expected at least 1. (1 of 2 runs)")]
    public void Error_AsText_HasPlaceFieldValueAndWhatIsAllowed(string field, string? value, int? line, string? concerned, string expected) => Assert.Equal(
        expected, new SpecError(field, value, "at least 1") { File = line is null ? null : "sweep.yaml", Line = line, Concerned = concerned }.ToString());

    private static SpecError Error(string field, string? value, int line) => new(field, value, "") { File = "sweep.yaml", Line = line };

    private static IReadOnlyList<SpecError> Errors(string text) =>
        Assert.Throws<SpecException>(() => SweepFile.Parse("sweep.yaml", text, SpecPaths.Local)).Errors;
}
