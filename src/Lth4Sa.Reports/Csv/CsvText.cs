using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Lth4Sa.Reports.Csv;

/// <summary>
/// Writes CSV with lines that end in a line feed, a point as the decimal separator and numbers that read back as the same; a field with a
/// comma, a quote or a line feed is quoted. A number that is not finite is an empty field.
/// </summary>
internal static class CsvText
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = field => field.Field.AsSpan().IndexOfAny(",\"\n") >= 0,
    };

    /// <param name="comment">A first line after # and a space; none if null.</param>
    public static string Write(string? comment, IEnumerable<object?[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Format))
        {
            if (comment is not null)
            {
                csv.WriteComment(" " + comment);
                csv.NextRecord();
            }

            foreach (var row in rows)
            {
                Array.ForEach(row, field => csv.WriteField(field is double number && !double.IsFinite(number) ? null : field));
                csv.NextRecord();
            }
        }

        return text.ToString();
    }
}
