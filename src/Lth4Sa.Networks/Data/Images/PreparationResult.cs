namespace Lth4Sa.Networks.Data.Images;

/// <param name="Broken">The missing and broken images, by name, with the reason.</param>
/// <param name="Written">Whether the data set is complete; not so when images are broken and are not to be skipped.</param>
public sealed record PreparationResult(int Classes, int Train, int Test, IReadOnlyList<(string Path, string Reason)> Broken, bool Written);
