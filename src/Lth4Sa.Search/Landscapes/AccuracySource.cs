namespace Lth4Sa.Search.Landscapes;

/// <summary>
/// Where accuracies come from. The paper has two sources that differ much, a supernet and training from scratch; every table and figure
/// of accuracies says which one it shows.
/// </summary>
/// <param name="Name">The name in options and files.</param>
/// <param name="Label">What such an accuracy is, in a few words.</param>
/// <param name="Images">The images that it is measured on; null if there are none, or they are not known.</param>
/// <param name="Note">What is to be known of such accuracies, in a sentence.</param>
public sealed record AccuracySource(string Name, string Label, string? Images, string Note)
{
    private const string Key = "accuracies:";

    /// <summary>A supernet: all schemes share its weights.</summary>
    public static AccuracySource Supernet { get; } = new(
        "supernet", "supernet accuracy", "validation images",
        "All accuracies are the supernet's, on validation images: the schemes share its weights, and none was trained by itself.");

    /// <summary>Training from scratch, each scheme by itself.</summary>
    public static AccuracySource Scratch { get; } = new(
        "scratch", "stand-alone accuracy", "test images",
        "All accuracies are those of networks trained from scratch, each scheme by itself, on test images.");

    /// <summary>A formula of <see cref="SyntheticLandscape"/>.</summary>
    public static AccuracySource Synthetic { get; } = new(
        "synthetic", "synthetic accuracy", null, "All accuracies are synthetic: they come from a formula, and no network was trained.");

    /// <summary>A table that does not say it.</summary>
    public static AccuracySource Unknown { get; } = new(
        "unknown", "accuracy of unstated source", null,
        "The table does not say whether its accuracies are a supernet's or those of networks trained from scratch.");

    /// <summary>A table that lies elsewhere, at a silo.</summary>
    public static AccuracySource Elsewhere { get; } = new(
        "table", "accuracy of a table", null,
        "All accuracies are those of the table that was searched; it lies at the silo, and may say itself where they come from.");

    /// <summary>The sources that a table can name.</summary>
    public static Registry<AccuracySource> Registry { get; } = new(
        "accuracies", (Supernet.Name, Supernet), (Scratch.Name, Scratch), (Synthetic.Name, Synthetic));

    /// <summary>What such an accuracy is, with the images, as in "supernet accuracy on validation images".</summary>
    public string Title => Images is null ? Label : $"{Label} on {Images}";

    /// <summary>The title of an axis or a column, with the unit.</summary>
    public string Axis => Images is null ? $"{Label} (%)" : $"{Label}, {Images} (%)";

    /// <summary>The comment with which a table says it, as in "accuracies: supernet, validation images".</summary>
    public string Comment => Images is null ? $"{Key} {Name}" : $"{Key} {Name}, {Images}";

    /// <summary>The source that a comment of a table names; null if it names none.</summary>
    /// <param name="comment">The comment, without #.</param>
    public static AccuracySource? OfComment(string comment)
    {
        var text = comment.Trim();
        if (!text.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = new string([.. text[Key.Length..].TrimStart().TakeWhile(char.IsLetter)]);
        return Registry.Contains(name) ? Registry.Get(name) : null;
    }
}
