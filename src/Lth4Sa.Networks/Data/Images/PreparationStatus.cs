namespace Lth4Sa.Networks.Data.Images;

/// <param name="Images">Images done, of <paramref name="Total"/>.</param>
/// <param name="ImagesPerSecond">The rate of the images that were decoded in this process.</param>
public sealed record PreparationStatus(int Images, int Total, int Broken, double ImagesPerSecond, double SecondsLeft);
