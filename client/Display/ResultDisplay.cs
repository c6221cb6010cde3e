using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports.Tables;
using Spectre.Console;

namespace Lth4Sa.Cli.Display;

/// <summary>Results as tables on the console.</summary>
internal static class ResultDisplay
{
    /// <summary>Shows the result of a run: its networks, or its best schemes, and what they cost.</summary>
    public static void Show(IAnsiConsole console, RunResult result)
    {
        if (result.Networks.Length > 0)
        {
            Show(console, ResultTable.Columns, ResultTable.Rows(result), leftColumns: 2);
        }
        else
        {
            Show(
                console, ResultTable.CandidateColumns(result, result.Candidates), ResultTable.Candidates(result.Candidates),
                leftColumns: 2);
        }

        console.WriteLine(ResultTable.Verdict(result));
        console.WriteLine($"{result.Ledger.Requested} evaluations requested, {result.Ledger.Unique} unique; chain {result.Chain[..16]}");
    }

    /// <summary>A table with the first columns to the left and numbers to the right.</summary>
    public static void Show(IAnsiConsole console, IReadOnlyList<string> columns, IEnumerable<string[]> rows, int leftColumns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = i < leftColumns ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
    }
}
