using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Theory;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Theorem 1, as a number and as a simulation.</summary>
internal static class Theorem1Command
{
    private const int MaxInputs = 1_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the command under a name.</summary>
    public static Command Create(string name)
    {
        var dimension = new Option<int>("--d", "--dimension")
        {
            Description = "Dimension of the input, at least 2",
            HelpName = "D",
            Required = true,
        };
        var epsilon = new Option<double>("--epsilon")
        {
            Description = "How little the output may change, above 0",
            HelpName = "E",
            Required = true,
        };
        var delta = new Option<double>("--delta") { Description = "Probability of failure, in (0, 1)", HelpName = "P", Required = true };
        var trials = new Option<int>("--trials")
        {
            Description = "Networks of the simulation, at least 30",
            HelpName = "N",
            DefaultValueFactory = _ => 1000,
        };
        var inputs = new Option<int>("--inputs")
        {
            Description = $"Inputs of each network, 1 to {MaxInputs}",
            HelpName = "N",
            DefaultValueFactory = _ => 100,
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulation", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command(name, "The width that Theorem 1 asks for, and a simulation of it.")
        {
            dimension, epsilon, delta, trials, inputs, seed, json,
        };
        command.SetAction((given, interrupted) =>
        {
            var theorem = new Theorem1(given.GetValue(dimension), given.GetValue(epsilon), given.GetValue(delta));
            var (networks, drawn) = (given.GetValue(trials), given.GetValue(inputs));
            SpecException.Check("d", theorem.Dimension, theorem.Dimension >= 2, "at least 2");
            SpecException.Check("epsilon", theorem.Epsilon, theorem.Epsilon > 0 && double.IsFinite(theorem.Epsilon), "a number above 0");
            SpecException.Check("delta", theorem.Delta, theorem.Delta is > 0 and < 1, "a number in (0, 1)");
            SpecException.Check("trials", networks, networks >= Theorem1Simulation.MinTrials, $"at least {Theorem1Simulation.MinTrials}");
            SpecException.Check("inputs", drawn, drawn is >= 1 and <= MaxInputs, $"1 to {MaxInputs}");
            return TheoryCommand.RunAsync(() =>
            {
                var progress = new SlowProgress(
                    TimeProvider.System, part => string.Create(CultureInfo.InvariantCulture, $"{part:P0} of the networks"));
                var simulation = new Theorem1Simulation(theorem, theorem.RequiredWidth, drawn);
                var estimate = simulation.Run(networks, given.GetValue(seed), progress, interrupted);
                if (given.GetValue(json))
                {
                    WriteJson(theorem, estimate);
                }
                else
                {
                    Show(theorem, estimate);
                    ShowChanges(simulation, estimate);
                }
            });
        });
        return command;
    }

    private static void WriteJson(Theorem1 theorem, Theorem1Estimate? estimate)
    {
        var width = theorem.LogRequiredWidth;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                theorem.Dimension, theorem.Epsilon, theorem.Delta, theorem.Survival,
                Bound = Finite(theorem.Bound),
                RequiredWidth = Finite(theorem.RequiredWidth),
                Log10Bound = Finite(theorem.LogBound / Math.Log(10)),
                ProofBound = Finite(Math.Exp(theorem.LogProofBound)),
                SmallRow = Theorem1.Probability(theorem.LogFailureOfProof(width)),
                OneForAll = Theorem1.Probability(theorem.LogFailureForAll(width)),
                OneForEach = Theorem1.Probability(theorem.LogFailureForEach(width)),
                Simulation = estimate,
            },
            Json));
    }

    // JSON has no infinity: what is too large for a number, or has no logarithm, is null.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static void Show(Theorem1 theorem, Theorem1Estimate? estimate)
    {
        var width = theorem.LogRequiredWidth;
        var square = Power(2 * Math.Log(theorem.Epsilon));
        Write($"P(d - 1, epsilon) = P(chi-square({theorem.Dimension - 1}) >= {square}) = {Survival(theorem)}");
        Write($"required width: m > {Power(theorem.LogBound)}, so m = {Width(theorem)}");
        Write($"rows have d entries, for which the proof needs P(d, epsilon): m > {Power(theorem.LogProofBound)}");
        var rows = new[]
        {
            Row("the proof: a row of norm < epsilon / sqrt(m)", theorem.LogFailureOfProof(width), estimate?.SmallRow),
            Row("the statement: one neuron for all inputs", theorem.LogFailureForAll(width), estimate?.OneForAll),
            Row("  the same for the drawn inputs", null, estimate?.OneForDrawn),
            Row("the statement: a neuron for each input", theorem.LogFailureForEach(width), estimate?.OneForEach),
        };
        ResultDisplay.Show(
            AnsiConsole.Console, ["at that width", "probability", "simulated", $"> 1 - delta = {Text(1 - theorem.Delta, "G6")}"], rows,
            leftColumns: 1);

        string[] Row(string what, double? logFailure, double? simulated)
        {
            var enough = logFailure is { } failure ? theorem.IsEnough(failure) : simulated > 1 - theorem.Delta;
            return
            [
                what,
                logFailure is { } log ? Share(Theorem1.Probability(log)) : "",
                simulated is { } seen ? $"{Text(seen, "F4")} +- {Text(estimate!.StandardError(seen), "F4")}" : "",
                logFailure is null && simulated is null ? "" : enough ? "yes" : "no",
            ];
        }
    }

    private static void ShowChanges(Theorem1Simulation simulation, Theorem1Estimate? estimate)
    {
        if (estimate is null)
        {
            var advice = (simulation with { Inputs = 1 }).MostTrials >= Theorem1Simulation.MinTrials ? "; fewer --inputs would do" : "";
            Write($"simulation: left out, {Theorem1Simulation.MinTrials} networks of this size are too many numbers to draw{advice}");
            return;
        }

        Write($"simulation of {estimate.Trials} networks, with {estimate.Inputs} inputs each from the unit sphere and ball:");
        Write($"  without the neuron of the smallest row the output of a network changes by at most {estimate.MeanLargest:G4} on average,");
        Write($"  and by {estimate.Largest:G4} in the network where it changes most; epsilon is {simulation.Theorem.Epsilon:G4}");
    }

    private static string Share(double probability) => Text(probability, probability is > 0 and < 1e-3 ? "G3" : "F4");

    private static string Survival(Theorem1 theorem) =>
        theorem.LogOfDoubt < Math.Log(1e-4) ? $"1 - {Power(theorem.LogOfDoubt)}" : Text(theorem.Survival, "G6");

    private static string Width(Theorem1 theorem) =>
        theorem.RequiredWidth < 1e15 ? Text(theorem.RequiredWidth, "F0") : $"about {Power(theorem.LogRequiredWidth)}";

    // A number by its natural logarithm; a power of ten where it is beyond a floating-point number.
    private static string Power(double log) => log / Math.Log(10) is var exponent && Math.Abs(exponent) < 300 || double.IsInfinity(log)
        ? Text(Math.Exp(log), "G6")
        : $"10^{Text(exponent, "G6")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
