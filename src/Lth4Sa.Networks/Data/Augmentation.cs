namespace Lth4Sa.Networks.Data;

/// <summary>
/// The random variation of training images: where a crop is taken, and whether it is mirrored. The usual ones have names in
/// <see cref="Augmentations.Registry"/>.
/// </summary>
/// <param name="Flip">Mirrors an image left to right, half of the time.</param>
/// <param name="CropPadding">
/// Crops at a random place, out of the image padded by this many black pixels on each side; 0 is the image itself. Null takes the
/// centre.
/// </param>
/// <param name="ResizedCrop">
/// Crops a region of random place, size and shape and scales it, as <see cref="RandomResizedCrop"/> says, in place of
/// <paramref name="CropPadding"/>, which is null then. Default false.
/// </param>
public sealed record Augmentation(bool Flip, int? CropPadding, bool ResizedCrop = false)
{
    /// <summary>The centre of an image, as it is: what evaluation sees.</summary>
    public static Augmentation None { get; } = new(Flip: false, CropPadding: null);
}
