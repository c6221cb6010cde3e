using System.CommandLine;
using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Theory;

namespace Lth4Sa.Cli.Commands;

/// <summary>Theorem 1, as a number and as a simulation.</summary>
internal static class TheoryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var dimension = new Option<int>("--d") { Description = "Dimension of the input, at least 2", HelpName = "D", Required = true };
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
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulation", HelpName = "N" };
        var command = new Command("theory", "The width that Theorem 1 asks for, and a simulation of it.")
        {
            dimension, epsilon, delta, trials, seed,
        };
        command.SetAction((given, interrupted) =>
        {
            var theorem = new Theorem1(given.GetValue(dimension), given.GetValue(epsilon), given.GetValue(delta));
            SpecException.Check("d", theorem.Dimension, theorem.Dimension >= 2, "at least 2");
            SpecException.Check("epsilon", theorem.Epsilon, theorem.Epsilon > 0 && double.IsFinite(theorem.Epsilon), "a number above 0");
            SpecException.Check("delta", theorem.Delta, theorem.Delta is > 0 and < 1, "a number in (0, 1)");
            SpecException.Check("trials", given.GetValue(trials), given.GetValue(trials) >= 30, "at least 30");
            Show(theorem, given.GetValue(trials), given.GetValue(seed), interrupted);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Show(Theorem1 theorem, int trials, ulong seed, CancellationToken interrupted)
    {
        var (width, proof) = (theorem.RequiredWidth, theorem.ProofProbability(theorem.RequiredWidth));
        var square = theorem.Epsilon * theorem.Epsilon;
        Write($"P(d - 1, epsilon) = P(chi-square({theorem.Dimension - 1}) >= {square:G4}) = {theorem.Survival:G6}");
        Write($"required width: m > {theorem.Bound:G6}, so m = {width:G15}");
        const string row = "a row of norm below epsilon / sqrt(m)";
        Write($"{row}, exact for rows of d entries: 1 - P(d, epsilon)^m = {proof:F4}, asked for {1 - theorem.Delta:G4}");
        if (theorem.Simulate(width, trials, seed, interrupted) is not { } simulation)
        {
            Write($"simulation: left out, networks of this width are too large to draw");
            return;
        }

        Write($"simulation of {simulation.Trials} networks of width {width:G15}:");
        var (small, slight) = (simulation.SmallRow, simulation.SlightRow);
        Write($"  {row}           {small:F4} +- {simulation.StandardError(small):F4} (the proof)");
        const string neuron = "a neuron that changes the output by < epsilon";
        Write($"  {neuron}   {slight:F4} +- {simulation.StandardError(slight):F4} (the statement, at a unit vector)");
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
