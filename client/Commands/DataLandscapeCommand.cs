using System.CommandLine;
using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Cli.Commands;

/// <summary>Writes a synthetic landscape as a table, to try strategies where the truth is known.</summary>
internal static class DataLandscapeCommand
{
    private const int MaxRows = 1 << 20;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var family = new Option<string>("--family")
        {
            Description = string.Join(", ", SyntheticLandscape.Registry.Names),
            HelpName = "NAME",
            Required = true,
        };
        var blocks = new Option<int>("--blocks")
        {
            Description = $"Blocks of a scheme, 2 to {Scheme.MaxBlocks}",
            HelpName = "M",
            Required = true,
        };
        var rows = new Option<int?>("--rows")
        {
            Description = $"Schemes, drawn at random [default: every scheme, up to {MaxRows}]",
            HelpName = "N",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the landscape", HelpName = "N" };
        var output = new Option<string>("--out") { Description = "The CSV file", HelpName = "FILE", Required = true };
        var command = new Command("landscape", "Write a synthetic landscape for --evaluator table:FILE.")
        {
            family, blocks, rows, seed, output,
        };
        command.SetAction((given, _) =>
        {
            var (m, count) = (given.GetValue(blocks), given.GetValue(rows));
            SpecException.Check(
                "family", given.GetValue(family)!, SyntheticLandscape.Registry.Contains(given.GetValue(family)!),
                "one of " + string.Join(", ", SyntheticLandscape.Registry.Names));
            SpecException.Check("blocks", m, m is >= 2 and <= Scheme.MaxBlocks, $"2 to {Scheme.MaxBlocks}");
            var space = Math.Pow(2, m);
            SpecException.Check(
                "rows", count ?? space, (count ?? space) is >= 1 and <= MaxRows && (count ?? space) <= space,
                FormattableString.Invariant($"1 to {Math.Min(MaxRows, space)}"));
            var landscape = SyntheticLandscape.Registry.Get(given.GetValue(family)!)(m, given.GetValue(seed));
            var path = Path.GetFullPath(given.GetValue(output)!);
            AtomicFile.WriteAllText(path, SyntheticTable.Write(given.GetValue(family)!, m, count, given.GetValue(seed)));
            Console.WriteLine(
                $"{path}: {count ?? (int)space} schemes of {m} blocks; the hidden scheme is {landscape.Optimum} "
                + $"({landscape.Accuracy(landscape.Optimum).ToString("F2", CultureInfo.InvariantCulture)} %)");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
