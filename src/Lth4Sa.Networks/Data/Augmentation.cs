namespace Lth4Sa.Networks.Data;

/// <summary>The random variation of training images.</summary>
/// <param name="Flip">Mirrors an image left to right, half of the time.</param>
/// <param name="CropPadding">
/// Crops at random, out of the image padded by this many black pixels on each side; null takes the centre.
/// </param>
public sealed record Augmentation(bool Flip, int? CropPadding)
{
    public static Augmentation None { get; } = new(false, null);
}
