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
            table, against, schemes, output,
        };
        command.SetAction((given, _) =>
        {
            try
            {
                Run(
                    given.GetValue(table)!, given.GetValue(against), given.GetValue(schemes) ?? [],
                    Path.GetFullPath(given.GetValue(output)!));
                return Task.FromResult(ExitCode.Done);
            }
            catch (InvalidDataException unfit)
            {
                throw new SpecException(unfit.Message);
            }
        });
        return command;
    }

    private static void Run(string path, string? against, string[] schemes, string folder)
    {
        var table = EvaluationTable.Read(path);
        var statistics = LandscapeStatistics.Of(table.Accuracies);
        ColumnCorrelation? correlation = null;
        if (against is not null)
        {
            var (own, other) = (
                EvaluationTable.ReadColumn(path, EvaluationTable.AccuracyColumn), EvaluationTable.ReadColumn(path, against));
            correlation = new ColumnCorrelation(against, own.Length, Fidelity.Pearson(own, other), Fidelity.Kendall(own, other));
        }

        var placed = schemes.Select(s => Place(s, table, statistics)).ToArray();
        Directory.CreateDirectory(folder);
        var (html, json) = (Path.Combine(folder, "statistics.html"), Path.Combine(folder, "statistics.json"));
        AtomicFile.WriteAllText(html, StatisticsReport.Write(Path.GetFileName(path), statistics, correlation));
        AtomicFile.WriteAllText(
            json,
            JsonSerializer.Serialize(
                new { Table = Path.GetFileName(path), table.Hash, Statistics = statistics, Correlation = correlation }, Json));
        Show(statistics, correlation, placed);
        Console.WriteLine(html);
        Console.WriteLine(json);
    }

    private static void Show(LandscapeStatistics statistics, ColumnCorrelation? correlation, string[][] placed)
    {
        foreach (var (name, value) in StatisticsTable.Facts(statistics, correlation))
        {
            Console.WriteLine($"{name}: {value}");
        }

        ResultDisplay.Show(AnsiConsole.Console, StatisticsTable.RatioColumns, StatisticsTable.RatioRows(statistics), leftColumns: 0);
        if (placed.Length > 0)
        {
            ResultDisplay.Show(
                AnsiConsole.Console, ["Scheme", "Acc. (%)", "Top 5 %?", "Ticket by accuracy?", "Bad?"], placed, leftColumns: 1);
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
