using System.Globalization;

namespace Lth4Sa.Networks.Training;

/// <summary>The schedules of the learning rate, as people write them: <c>auto</c>, <c>cosine</c>, <c>step:0.5,0.75</c>.</summary>
public static class Schedules
{
    private const string Constant = "constant", Cosine = "cosine", Step = "step";

    /// <summary>The form of a schedule, in words that complete "expected ...".</summary>
    public const string Expected =
        "auto, constant, cosine, step, or step: and ascending shares of the epochs in (0, 1), as in step:0.5,0.75";

    /// <summary>Says whether a text is a schedule.</summary>
    public static bool IsSchedule(string text) => text is RecipeOptions.Auto or Constant or Cosine or Step || Milestones(text) is not null;

    /// <summary>The recipe with another schedule.</summary>
    /// <param name="recipe">The recipe, whose milestones <c>step</c> without shares keeps.</param>
    /// <param name="text">The schedule; <see cref="RecipeOptions.Auto"/> leaves the recipe as it is.</param>
    /// <exception cref="ArgumentException">The text is not a schedule.</exception>
    public static Recipe WithSchedule(this Recipe recipe, string text) => text switch
    {
        RecipeOptions.Auto => recipe,
        Constant => recipe with { Schedule = Schedule.Constant },
        Cosine => recipe with { Schedule = Schedule.Cosine },
        Step => recipe with { Schedule = Schedule.Step },
        _ => recipe with
        {
            Schedule = Schedule.Step,
            Milestones = Milestones(text) ?? throw new ArgumentException($"schedule: {text} is not allowed; expected {Expected}."),
        },
    };

    private static double[]? Milestones(string text)
    {
        if (!text.StartsWith(Step + ":", StringComparison.Ordinal))
        {
            return null;
        }

        var shares = text[(Step.Length + 1)..].Split(',')
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : double.NaN)
            .ToArray();
        return shares.All(s => s is > 0 and < 1) && shares.Zip(shares.Skip(1)).All(pair => pair.First < pair.Second) ? shares : null;
    }
}
