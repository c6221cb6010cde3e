using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Theory.ResNets;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Theorem 2, as an experiment.</summary>
internal static class Theorem2Command
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string[] Columns =
    [
        "cells of an axis", "depth of R_short", "int |T - R_short|", "depth of R_long", "int |T - R_long|", "int |R_full - T|",
        "int |R_full - R_long|", "<= epsilon?",
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var dimension = new Option<int>("--d", "--dimension")
        {
            Description = $"Dimension of the input, 1 to {Theorem2.MaxDimension}",
            HelpName = "D",
            DefaultValueFactory = _ => 1,
        };
        var name = new Option<string>("--function")
        {
            Description = "T: " + string.Join(", ", LipschitzFunction.Registry.Names),
            HelpName = "NAME",
            DefaultValueFactory = _ => "wave",
        };
        var epsilon = new Option<double?>("--epsilon")
        {
            Description = "Bound on the subnetwork's distance, below 1 [default: 0.1, 0.1, 0.3, 0.7 in dimension 1, 2, 3, 4]",
            HelpName = "E",
        };
        var epsilon0 = new Option<double?>("--epsilon0")
        {
            Description = "Twice the bound on the large network's distance, below epsilon [default: half of epsilon]",
            HelpName = "E",
        };
        var cells = new Option<int[]>("--cells")
        {
            Description = "Cells of an axis for each network of Lemma 1 [default: doubled until it is near enough]",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
        };
        var points = new Option<int>("--samples")
        {
            Description = $"Random points of the integrals, at least {Theorem2.MinPoints}",
            HelpName = "N",
            DefaultValueFactory = _ => 10_000,
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the points", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var command = new Command(
            "2", "Theorem 2 on [0, 1]^d: one-neuron ResNets of growing depth, extended by zero blocks, as subnetworks of a wide one.")
        {
            dimension, name, epsilon, epsilon0, cells, points, seed, json,
        };
        command.SetAction((given, interrupted) =>
        {
            var function = Function(given.GetValue(name)!, given.GetValue(dimension));
            var theorem = Theorem(function, given.GetValue(epsilon), given.GetValue(epsilon0));
            var (chosen, count) = (given.GetValue(cells) ?? [], given.GetValue(points));
            var (most, depth) = (theorem.MostCells, theorem.Full.Depth);
            foreach (var n in chosen)
            {
                SpecException.Check(
                    "cells", n, n >= 1 && n <= most,
                    FormattableString.Invariant($"1 to {most}, as a subnetwork is not deeper than R_full with its {depth} blocks"));
            }

            SpecException.Check(
                "samples", count, count >= Theorem2.MinPoints && count <= theorem.MostPoints,
                FormattableString.Invariant($"{Theorem2.MinPoints} to {theorem.MostPoints} for networks of this size"));
            return TheoryCommand.RunAsync(() =>
            {
                var progress = new SlowProgress(TimeProvider.System, Progress);
                Theorem2Row[] rows = [.. theorem.Measure(chosen, count, given.GetValue(seed), progress, interrupted)];
                if (given.GetValue(json))
                {
                    WriteJson(given.GetValue(name)!, function, theorem, rows);
                }
                else
                {
                    Show(given.GetValue(name)!, function, theorem, rows, count);
                }
            });
        });
        return command;
    }

    private static LipschitzFunction Function(string name, int dimension)
    {
        SpecException.Check("d", dimension, dimension is >= 1 and <= Theorem2.MaxDimension, $"1 to {Theorem2.MaxDimension}");
        SpecException.Check(
            "function", name, LipschitzFunction.Registry.Contains(name), "one of " + string.Join(", ", LipschitzFunction.Registry.Names));
        return LipschitzFunction.Registry.Get(name)(dimension);
    }

    private static Theorem2 Theorem(LipschitzFunction function, double? epsilon, double? epsilon0)
    {
        var least = RoundUp(Theorem2.LeastEpsilon0(function));
        var bound = epsilon ?? function.Dimension switch { 1 or 2 => 0.1, 3 => 0.3, _ => 0.7 };
        var size = FormattableString.Invariant(
            $"which keeps the large network at {Theorem2.MaxCells} cells of the cube in dimension {function.Dimension}");
        if (epsilon0 is { } constant)
        {
            SpecException.Check("epsilon", bound, bound is > 0 and < 1, "a number in (0, 1)");
            SpecException.Check(
                "epsilon0", constant, constant >= least && constant < bound,
                FormattableString.Invariant($"a number from {least}, {size}, and below epsilon, {bound}"));
        }
        else
        {
            SpecException.Check(
                "epsilon", bound, bound >= 2 * least && bound < 1,
                FormattableString.Invariant($"a number from {2 * least}, {size}, and below 1"));
        }

        return new Theorem2(function, bound, epsilon0 ?? bound / 2);
    }

    // To two digits, so that the number can be typed.
    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return double.Parse((Math.Ceiling(value / unit) * unit).ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    // The first is the wide network; each of the others is measured with its extension.
    private static string Progress(double networks) => networks < 1
        ? string.Create(CultureInfo.InvariantCulture, $"R_full: {networks:P0} of the points")
        : string.Create(CultureInfo.InvariantCulture, $"R_short and R_long {(int)((networks - 1) / 2) + 1}: {(networks - 1) / 2 % 1:P0}");

    private static void WriteJson(string name, LipschitzFunction function, Theorem2 theorem, Theorem2Row[] rows) =>
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                Function = name, function.Dimension, Lipschitz = function.Constant, theorem.Epsilon, theorem.Epsilon0,
                Full = new { theorem.Full.Depth, theorem.Full.Width, theorem.Full.State },
                Networks = rows.Select(row => new { Measured = row, Within = row.IsWithin(theorem.Epsilon) }),
            },
            Json));

    private static void Show(string name, LipschitzFunction function, Theorem2 theorem, Theorem2Row[] rows, int points)
    {
        var (d, full) = (function.Dimension, theorem.Full);
        // Enough digits to tell a distance from epsilon.
        var decimals = 4 + (int)Math.Ceiling(-Math.Log10(theorem.Epsilon));
        Write($"T: {name} on [0, 1]^{d}, Lipschitz constant L = {function.Constant:G4}");
        Write($"epsilon = {theorem.Epsilon}, epsilon0 = {theorem.Epsilon0}");
        Write($"Eq. 14: r = epsilon / (Vol(K) L) = {theorem.Epsilon / function.Constant:G4}");
        Write($"R_full: {full.Depth} blocks of {full.Width} hidden neurons on {full.State} coordinates");
        Write($"R_short, R_long: blocks of 1 hidden neuron on {d} coordinate{(d == 1 ? "" : "s")}; R_long is R_short and zero blocks");
        ResultDisplay.Show(
            AnsiConsole.Console, Columns,
            rows.Select(row => new[]
            {
                Number(row.Cells), Number(row.Depth), Text(row.Short), Number(row.ExtendedDepth), Text(row.Long), Text(row.Full),
                Text(row.Distance), row.IsWithin(theorem.Epsilon) ? "yes" : "no",
            }),
            leftColumns: 0);
        var last = rows[^1];
        Write($"{points} random points for each integral, +- standard errors; yes is with three of them");
        Write($"asked for: int |T - R_long| <= epsilon / 2 = {theorem.Epsilon / 2}: {Holds(last.Long, theorem.Epsilon / 2)}");
        Write($"           int |R_full - T| <= epsilon0 / 2 = {theorem.Epsilon0 / 2}: {Holds(last.Full, theorem.Epsilon0 / 2)}");
        Write($"the zero blocks change the output by at most {rows.Max(row => row.ExtensionChange)}");

        string Text(Integral integral)
        {
            var format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
            return integral.Value.ToString(format, CultureInfo.InvariantCulture) + " +- "
                + integral.StandardError.ToString(format, CultureInfo.InvariantCulture);
        }
    }

    private static string Holds(Integral integral, double bound) => (integral.AtMost <= bound ? "yes" : "no") + ", in the last row";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
