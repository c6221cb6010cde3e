using Lth4Sa.Contracts.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lth4Sa.Specs;

/// <summary>
/// The events of a YAML text, as far as a spec may have them. Anybody may have written it, and its tree is built, compared and hashed
/// recursively: what is too deep, too large or refers to itself is refused before there is a tree.
/// </summary>
/// <param name="path">The name of the text, for messages.</param>
/// <param name="text">The text.</param>
internal sealed class SpecParser(string path, TextReader text) : IParser
{
    /// <summary>The largest number of collections within each other.</summary>
    public const int MaxDepth = 8;

    /// <summary>The largest number of keys, values and collections, which take about 200 bytes each.</summary>
    public const int MaxNodes = 1_000_000;

    private readonly Parser events = new(text);

    /// <summary>The collections around the current event: whether the next node of a mapping is a key, null for a list.</summary>
    private readonly Stack<bool?> open = [];

    private int nodes;

    public ParsingEvent? Current => events.Current;

    public bool MoveNext()
    {
        if (!events.MoveNext())
        {
            return false;
        }

        switch (events.Current)
        {
            case AnchorAlias alias:
                throw Refused(new SpecError("alias", $"*{alias.Value}", "a value that is written out"));
            case NodeEvent node:
                Check(node);
                break;
            case SequenceEnd or MappingEnd:
                open.Pop();
                break;
        }

        return true;
    }

    private void Check(NodeEvent node)
    {
        Refuse(!node.Anchor.IsEmpty, "anchor", $"&{node.Anchor}", "a value without one");
        Refuse(!node.Tag.IsEmpty, "tag", $"{node.Tag}", "a value without one");
        Refuse(++nodes > MaxNodes, "values", $"more than {MaxNodes:N0}", $"at most {MaxNodes:N0} keys, values and lists");
        if (open.TryPeek(out var isKey) && isKey is not null)
        {
            Refuse(isKey.Value && node is not Scalar, "key", "a list or mapping", "a name");
            open.Pop();
            open.Push(!isKey);
        }

        if (node is SequenceStart or MappingStart)
        {
            open.Push(node is MappingStart ? true : null);
            Refuse(open.Count > MaxDepth, "nesting", $"more than {MaxDepth}", $"at most {MaxDepth} lists and mappings in each other");
        }
    }

    private void Refuse(bool wrong, string field, string value, string expected)
    {
        if (wrong)
        {
            throw Refused(new SpecError(field, value, expected));
        }
    }

    private SpecException Refused(SpecError error) => new(error with { File = path, Line = (int)events.Current!.Start.Line });
}
