using System.Net;
using System.Text;

namespace Lth4Sa.Reports;

/// <summary>What every page is made of: a single file that needs nothing else.</summary>
internal static class HtmlPage
{
    private const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 780px; margin: 2em auto; padding: 0 1em; color: #1b1f24; background: #fff; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin-top: 2em; }
        table { border-collapse: collapse; width: 100%; } th, td { padding: .35em .6em; border-bottom: 1px solid #d8dee4; text-align: right; }
        th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; } td:nth-child(2), code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
        table.numbers :is(th, td):nth-child(2) { text-align: right; font-family: inherit; } table.numbers { font-size: .85em; } table.numbers td { white-space: nowrap; }
        tr.ticket td, td.better { background: #e6f4ea; } .verdict { font-weight: 600; } .note { color: #57606a; font-size: .9em; }
        svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #57606a; } .grid { stroke: #e4e8ec; }
        polyline { fill: none; stroke-width: 1.5; } .mean { stroke: #9ec1e8; } .best { stroke: #1f5fa8; stroke-width: 2; } .pbar { stroke: #b3541e; }
        """;

    /// <summary>Everything up to and with the start of the body.</summary>
    public static string Head(string title) =>
        $"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title><style>{Style}</style></head><body>""";

    /// <param name="marked">Rows to stand out.</param>
    /// <param name="isNumbers">Whether the second column is a number too, and no scheme.</param>
    public static void AppendTable(StringBuilder html, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, Func<string[], bool> marked, bool isNumbers = false)
    {
        html.Append(isNumbers ? """<table class="numbers"><thead><tr>""" : "<table><thead><tr>").AppendJoin("", columns.Select(c => $"<th>{Text(c)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append(marked(row) ? """<tr class="ticket">""" : "<tr>").AppendJoin("", row.Select(c => $"<td>{Text(c)}</td>")).Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    public static string Text(string value) => WebUtility.HtmlEncode(value);
}
