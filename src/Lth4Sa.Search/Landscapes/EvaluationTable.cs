using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Search.Landscapes;

/// <summary>
/// Accuracies of schemes from a CSV file with the columns <c>scheme</c> (0s and 1s, block 1 first) and <c>accuracy</c> (in
/// percentage points, 0..100), in any order, among any others; lines that start with # are comments. A comment above the columns may
/// say where the accuracies come from, as in <c># accuracies: supernet</c>.
/// </summary>
public sealed class EvaluationTable
{
    public const string SchemeColumn = "scheme", AccuracyColumn = "accuracy";

    private const int MaxErrors = 20, MaxShown = 80, MaxBytes = 1 << 28;

    /// <summary>The largest size of a number of a further column.</summary>
    private const double MaxNumber = 1e15;

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        AllowComments = true,
        Comment = '#',
        TrimOptions = TrimOptions.Trim,
        IgnoreBlankLines = true,
        BadDataFound = null,
        MissingFieldFound = null,
        PrepareHeaderForMatch = header => header.Header.ToLowerInvariant(),
    };

    private readonly Dictionary<Scheme, double> accuracies;
    private readonly Scheme[] schemes;

    private EvaluationTable(Dictionary<Scheme, double> accuracies, int blocks, string hash, AccuracySource source)
    {
        (this.accuracies, Blocks, Hash, Source) = (accuracies, blocks, hash, source);
        schemes = [.. accuracies.Keys.Order(Scheme.InOrder)];
    }

    /// <summary>What to do about missing schemes, by name.</summary>
    public static Registry<MissingSchemes> Policies { get; } = new(
        "policy", ("error", MissingSchemes.Error), ("nearest", MissingSchemes.Nearest));

    /// <summary>m.</summary>
    public int Blocks { get; }

    /// <summary>Schemes in the table.</summary>
    public int Count => schemes.Length;

    /// <summary>SHA-256 of the file, 64 lower-case hex digits.</summary>
    public string Hash { get; }

    /// <summary>Where the accuracies come from; <see cref="AccuracySource.Unknown"/> if no comment of the file says it.</summary>
    public AccuracySource Source { get; }

    /// <summary>Whether every scheme of m blocks is in the table.</summary>
    public bool IsComplete => Blocks < 63 && Count == 1L << Blocks;

    /// <summary>The accuracies of all schemes of the table.</summary>
    public IReadOnlyDictionary<Scheme, double> Accuracies => accuracies;

    /// <exception cref="InvalidDataException">The file cannot be read or is no such table; every fault is named with its line.</exception>
    public static EvaluationTable Read(string path)
    {
        try
        {
            RequireSize(path);
            var bytes = File.ReadAllBytes(path);
            using var head = new StreamReader(new MemoryStream(bytes));
            using var text = new StreamReader(new MemoryStream(bytes));
            return Parse(path, text, Convert.ToHexStringLower(SHA256.HashData(bytes)), SourceOf(head));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"table: {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Where the accuracies of a table come from, by the comments above its columns; null if the file cannot be read.</summary>
    public static AccuracySource? SourceOf(string path)
    {
        try
        {
            RequireSize(path);
            using var text = new StreamReader(path);
            return SourceOf(text);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The number of blocks of a table, by its first row alone; null if the file has none that can be read.</summary>
    public static int? BlocksOf(string path)
    {
        try
        {
            RequireSize(path);
            using var csv = new CsvReader(new StreamReader(path), Csv);
            return csv.Read() && csv.ReadHeader() && csv.Read() && csv.GetField(SchemeColumn) is { } scheme && Scheme.IsScheme(scheme)
                ? scheme.Length
                : null;
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The accuracies with the numbers of another column, in the order of the rows.</summary>
    /// <param name="path">The file, which has been read as a table.</param>
    /// <param name="column">The other column; its numbers are at most 1E+15 in size.</param>
    /// <exception cref="InvalidDataException">There is no such column, or it holds something else.</exception>
    public static PairedScheme[] ReadPairs(string path, string column)
    {
        using var csv = new CsvReader(new StreamReader(path), Csv);
        RequireColumn(path, csv, SchemeColumn, AccuracyColumn, column);
        var pairs = new List<PairedScheme>();
        while (csv.Read())
        {
            pairs.Add(new PairedScheme(Scheme.Parse(csv.GetField(SchemeColumn)!), Number(AccuracyColumn), Number(column)));
        }

        return [.. pairs];

        double Number(string name)
        {
            var text = csv.GetField(name) ?? "";
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= MaxNumber
                ? value
                : throw new InvalidDataException(
                    $"{path}:{csv.Parser.RawRow}: {name}: {(text.Length == 0 ? "(nothing)" : text)} is not allowed; "
                    + $"expected a number of at most 1E+15 in size.");
        }
    }

    /// <summary>The accuracy of a scheme in percentage points.</summary>
    /// <exception cref="KeyNotFoundException">The table lacks the scheme, and a missing one is an error.</exception>
    public double Accuracy(Scheme scheme, MissingSchemes missing)
    {
        if (accuracies.TryGetValue(scheme, out var accuracy))
        {
            return accuracy;
        }

        if (missing == MissingSchemes.Error)
        {
            throw new KeyNotFoundException(
                $"table: it has no row for the scheme {scheme}; with --missing nearest the most similar scheme answers for it.");
        }

        var (best, least) = (schemes[0], int.MaxValue);
        foreach (var known in schemes)
        {
            if (BitOperations.PopCount(known.Bits ^ scheme.Bits) is var distance && distance < least)
            {
                (best, least) = (known, distance);
            }
        }

        return accuracies[best];
    }

    // Comments above the columns only: below them they may be about some rows.
    private static AccuracySource SourceOf(TextReader text)
    {
        while (text.ReadLine()?.Trim() is { } line && (line.Length == 0 || line[0] == '#'))
        {
            if (AccuracySource.OfComment(line.TrimStart('#')) is { } source)
            {
                return source;
            }
        }

        return AccuracySource.Unknown;
    }

    private static EvaluationTable Parse(string path, TextReader text, string hash, AccuracySource source)
    {
        using var csv = new CsvReader(text, Csv);
        RequireColumn(path, csv, SchemeColumn, AccuracyColumn);
        var (accuracies, blocks, errors) = (new Dictionary<Scheme, double>(), 0, new List<string>());
        while (csv.Read() && errors.Count < MaxErrors)
        {
            var (written, accuracy) = (csv.GetField(SchemeColumn) ?? "", csv.GetField(AccuracyColumn) ?? "");
            if (written.Length is 0 or > Scheme.MaxBlocks || written.Any(c => c is not ('0' or '1')))
            {
                Fault(SchemeColumn, written, $"1 to {Scheme.MaxBlocks} characters of 0 and 1");
            }
            else if (blocks != 0 && written.Length != blocks)
            {
                Fault(SchemeColumn, written, $"{blocks} characters, as in the first row");
            }
            else if (!double.TryParse(accuracy, NumberStyles.Float, CultureInfo.InvariantCulture,
                out var value) || value is not (>= 0 and <= 100))
            {
                Fault(AccuracyColumn, accuracy, "a number from 0 to 100");
            }
            else if (!accuracies.TryAdd(Scheme.Parse(written), value))
            {
                Fault(SchemeColumn, written, "each scheme once");
            }
            else
            {
                blocks = written.Length;
            }
        }

        if (errors.Count == 0 && accuracies.Count == 0)
        {
            errors.Add($"{path}: it has no rows.");
        }

        return errors.Count == 0
            ? new EvaluationTable(accuracies, blocks, hash, source)
            : throw new InvalidDataException(string.Join(Environment.NewLine, errors));

        void Fault(string field, string value, string expected) =>
            errors.Add(
                $"{path}:{csv.Parser.RawRow}: {field}: {Shown(value)} is not allowed; expected {expected}.");
    }

    // A file without line breaks would be taken into memory whole.
    private static void RequireSize(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxBytes)
        {
            throw new InvalidDataException($"table: {path} has {length} bytes; expected at most {MaxBytes}.");
        }
    }

    private static string Shown(string value) =>
        value.Length == 0 ? "(nothing)" : value.Length <= MaxShown ? value : value[..MaxShown] + "...";

    // Whoever names another file as a table does not learn what is in it.
    private static void RequireColumn(string path, CsvReader csv, params string[] names)
    {
        var header = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
        foreach (var name in names.Where(n => !header.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            throw new InvalidDataException(name is SchemeColumn or AccuracyColumn
                ? $"{path} is no table: the column {name} is missing."
                : $"{path}: the column {name} is missing; the columns are {string.Join(", ", header)}.");
        }
    }
}
