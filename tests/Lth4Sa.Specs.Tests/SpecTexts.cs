using CsCheck;

namespace Lth4Sa.Specs.Tests;

/// <summary>Texts that are specs, look like specs, or were specs before somebody damaged them.</summary>
internal static class SpecTexts
{
    private static readonly string[] Keys =
    [
        .. SpecOptions.Names, "preset", "base", "axes", "zip", "points", "exclude", "priority", "at-a-time", "attempts", "devices", "budget", "seeds",
        "strategies", "name",
    ];

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf(
            "0", "1", "-1", "0.5", "1e400", "nan", "true", "off", "ean", "ga", "list", "paper", "enas", "synthetic", "auto", "cpu", "cuda:1", "fair",
            "resnet20", "imagenet", "table:x", "table:", "table:../x", "101010,010101", "1..3", "1..999999", "0..0", "5..1", "..", "1...2",
            "-9223372036854775808..9223372036854775807", "9223372036854775807..9223372036854775807", "", "~", "null", "''", "'a b'", "\"\\u0000\"",
            "\"\\uD800\"", "\"\\n\"", "'1..4'", "*a", "&a 1", "&a", "!t x", "!!str 1", "!", "<<", "? x", "- x", "# x", "%x", "@", "`", "|", ">", "{", "}", "[", "]"),
        Gen.Int.Select(i => $"{i}"), Gen.Long.Select(i => $"{i}"), Gen.Double.Select(d => $"{d}"), Gen.OneOf(Keys), Gen.String[0, 6]);

    private static readonly Gen<string> Key = Gen.Frequency((9, Gen.OneOf(Keys)), (1, Word));

    private static readonly Gen<string> Node = Gen.Recursive<string>((depth, node) => depth >= 12 ? Word : Gen.Frequency(
        (6, Word), (3, node.Array[0, 4].Select(List)), (3, Gen.Select(Key, node).Array[0, 4].Select(Mapping))));

    private static readonly Gen<string> Options = Gen.Select(Key, Word).Array[0, 4].Select(Mapping);

    private static readonly Gen<string> Values =
        Gen.Select(Key, Gen.OneOf(Word, Word.Array[0, 4].Select(List), Node)).Array[0, 3].Select(Mapping);

    private static readonly Gen<string> Lists = Values.Array[0, 3].Select(List);

    /// <summary>A text in the form of a sweep or a comparison, a mapping of a few options, or any tree.</summary>
    private static readonly Gen<string> Shaped = Gen.OneOf(
        Gen.Select(Options, Values, Lists, Lists, Lists, (common, axes, zip, points, exclude) =>
            $"base: {common}\naxes: {axes}\nzip: {zip}\npoints: {points}\nexclude: {exclude}\n"),
        Gen.Select(Options, Values).Select((common, axes) => $"{{\"base\": {common}, \"axes\": {axes}}}"),
        Gen.Select(Word, Word.Array[0, 3].Select(List), Lists).Select((budget, seeds, strategies) =>
            $"budget: {budget}\nseeds: {seeds}\nstrategies: {strategies}\n"),
        Gen.Select(Key, Node).Array[0, 6].Select(Block), Options, Node);

    private static readonly Gen<string> Repeated = Gen.Select(
        Gen.OneOf("[", "{a: ", "- ", "? ", "a:\n ", "[\n", "{", "\"", "'", "|\n", "&a ", "*a ", "!", "#", "%TAG ! !\n", "---\n", "\t", " ", ", ", "a: 1\n", "1,", "\0"),
        Gen.Int[1, 3000]).Select((what, times) => string.Concat(Enumerable.Repeat(what, times)));

    /// <summary>A change of a text: how many characters are taken away at a place, and what is put there.</summary>
    private static readonly Gen<(double At, int Away, string Put)> Damage = Gen.Select(
        Gen.Double[0, 1], Gen.Int[0, 8], Gen.OneOf(Word, Gen.Char.Select(c => $"{c}"), Repeated, Gen.OneOf("\n", "\r", " ", ":", ",", "-", "[", "]", "{", "}", "\"", "'")));

    /// <summary>Texts of all kinds.</summary>
    public static Gen<string> All { get; } = Gen.Frequency(
        (4, Shaped), (4, Gen.Select(Shaped, Damage.Array[1, 4]).Select((text, damages) => damages.Aggregate(text, Damaged))),
        (1, Repeated), (1, Gen.String));

    /// <summary>Options with values, as <c>extend</c> takes them.</summary>
    public static Gen<(string Option, string Values)[]> Settings { get; } = Gen.Select(Key, Word.Array[1, 4].Select(words => string.Join(',', words))).Array[1, 3];

    private static string Damaged(string text, (double At, int Away, string Put) damage)
    {
        var at = (int)(damage.At * text.Length);
        return text[..at] + damage.Put + text[Math.Min(text.Length, at + damage.Away)..];
    }

    private static string List(string[] nodes) => $"[{string.Join(", ", nodes)}]";

    private static string Mapping((string Key, string Value)[] nodes) => $"{{{string.Join(", ", nodes.Select(n => $"{n.Key}: {n.Value}"))}}}";

    private static string Block((string Key, string Value)[] nodes) => string.Concat(nodes.Select(n => $"{n.Key}: {n.Value}\n"));
}
