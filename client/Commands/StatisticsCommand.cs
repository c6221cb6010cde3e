using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Options;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Reports.Tables;
using Lth4Sa.Search.Files;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Section III of the paper for a table of accuracies: Fig. 2, Fig. 3, tickets, bad schemes, correlations.</summary>
internal static class StatisticsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "A CSV file with the columns scheme and accuracy" };
        var against = new Option<string?>("--against")
        {
            Description = "Another column of numbers, to correlate the accuracy with",
            HelpName = "COLUMN",
        };
        var names = string.Join(", ", AccuracySource.Registry.Names);
        var accuracies = new Option<string?>("--accuracies")
        {
            Description = $"Where the accuracies come from: one of {names} [default: what the table says of itself]",
            HelpName = "SOURCE",
        };
        var seed = new Option<long>("--seed") { Description = "Seed of the bootstrap", HelpName = "N" };
        var schemes = new Option<string[]>("--scheme")
        {
            Description = "Schemes to place: in the top 5 %, a ticket, a bad one",
            HelpName = "BITS",
            AllowMultipleArgumentsPerToken = true,
        };
        var output = RunOptions.Output("lth4sa-statistics");
        output.Description = "Folder for statistics.html and statistics.json";
        var command = new Command(
            "statistics", "Tickets, bad schemes, connection scores (Eq. 5, Fig. 3), accuracies by connection ratio (Fig. 2), correlations.")
        {
            table, against, accuracies, schemes, seed, output,
        };
        command.SetAction((given, _) =>
        {
            try
            {
                var (path, read) = (given.GetValue(table)!, EvaluationTable.Read(given.GetValue(table)!));
                var source = SourceOf(read, given.GetValue(accuracies));
                Run(
                    path, read, source, Correlate(path, source, given.GetValue(against), given.GetValue(seed)),
                    given.GetValue(schemes) ?? [], Path.GetFullPath(given.GetValue(output)!));
                return Task.FromResult(ExitCode.Done);
            }
            catch (InvalidDataException unfit)
            {
                throw new SpecException(unfit.Message);
            }
        });
        return command;
    }

    private static AccuracySource SourceOf(EvaluationTable table, string? given)
    {
        if (given is null)
        {
            return table.Source;
        }

        var known = AccuracySource.Registry;
        SpecException.Check("accuracies", given, known.Contains(given), $"one of {string.Join(", ", known.Names)}");
        var source = known.Get(given);
        SpecException.Check(
            "accuracies", given, table.Source == AccuracySource.Unknown || table.Source == source,
            $"{table.Source.Name}, as the table says of itself");
        return source;
    }

    private static FidelityStatistics? Correlate(string path, AccuracySource source, string? against, long seed) => against is null
        ? null
        : FidelityStatistics.Of(
            new PairedColumns(source.Axis, $"column {against}", EvaluationTable.ReadPairs(path, against)), unchecked((ulong)seed));

    private static void Run(
        string path, EvaluationTable table, AccuracySource source, FidelityStatistics? correlation, string[] schemes, string folder)
    {
        var (name, statistics) = (Path.GetFileName(path), LandscapeStatistics.Of(table.Accuracies));
        var placed = schemes.Select(s => Place(s, table, statistics)).ToArray();
        Directory.CreateDirectory(folder);
        var (html, json) = (Path.Combine(folder, "statistics.html"), Path.Combine(folder, "statistics.json"));
        AtomicFile.WriteAllText(html, StatisticsReport.Write(name, source, statistics, correlation));
        AtomicFile.WriteAllText(
            json,
            JsonSerializer.Serialize(
                new
                {
                    Table = name,
                    table.Hash,
                    Accuracies = new { Source = source.Name, Meaning = source.Title },
                    Statistics = statistics,
                    Correlation = correlation,
                },
                Json));
        Show(source, statistics, correlation, placed);
        Console.WriteLine(html);
        Console.WriteLine(json);
    }

    private static void Show(
        AccuracySource source, LandscapeStatistics statistics, FidelityStatistics? correlation, string[][] placed)
    {
        ShowFacts(StatisticsTable.Facts(source, statistics));
        Console.WriteLine(source.Note);
        Console.WriteLine($"{StatisticsTable.RatioTitle(source)}:");
        ResultDisplay.Show(AnsiConsole.Console, StatisticsTable.RatioColumns, StatisticsTable.RatioRows(statistics), leftColumns: 0);
        if (placed.Length > 0)
        {
            ResultDisplay.Show(
                AnsiConsole.Console, ["Scheme", source.Axis, "Top 5 %?", "Ticket by accuracy?", "Bad?"], placed, leftColumns: 1);
        }

        if (correlation is not null)
        {
            ShowFacts(FidelityTable.Facts(correlation));
            Console.WriteLine(FidelityTable.Note(correlation));
        }
    }

    private static void ShowFacts(IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            Console.WriteLine($"{name}: {value}");
        }
    }

    private static string[] Place(string scheme, EvaluationTable table, LandscapeStatistics statistics)
    {
        var fits = scheme.Length == table.Blocks && scheme.All(c => c is '0' or '1');
        if (!fits || !table.Accuracies.TryGetValue(Scheme.Parse(scheme), out var accuracy))
        {
            throw new SpecException(
                $"scheme: {scheme} is not allowed; expected a scheme of the table, {table.Blocks} characters of 0 and 1.");
        }

        return
        [
            scheme,
            accuracy.ToString("F2", CultureInfo.InvariantCulture),
            YesNo(accuracy >= statistics.TopShare),
            YesNo(statistics.IsTicket(Scheme.Parse(scheme), accuracy)),
            YesNo(statistics.IsBad(accuracy)),
        ];
    }

    private static string YesNo(bool? value) => value switch { true => "yes", false => "no", null => "-" };
}
