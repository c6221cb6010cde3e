using Lth4Sa.Contracts.Runs;
using Lth4Sa.Reports;
using Spectre.Console;

namespace Lth4Sa.Client.Display;

internal static class ResultDisplay
{
    public static void Show(IAnsiConsole console, RunResult result, RunFolder<RunSpec> folder)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var (column, i) in ResultTable.Columns.Select((c, i) => (c, i)))
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = i < 2 ? Justify.Left : Justify.Right });
        }

        foreach (var row in ResultTable.Rows(result))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
        console.WriteLine(ResultTable.Verdict(result));
        console.WriteLine($"{result.Ledger.Requested} evaluations requested, {result.Ledger.Unique} unique; chain {result.Chain[..16]}");
        foreach (var name in new[] { "report.html", "result.json", "ticket.safetensors" })
        {
            console.WriteLine(folder.File(name));
        }
    }
}
