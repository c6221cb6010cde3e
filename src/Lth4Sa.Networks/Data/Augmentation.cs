namespace Lth4Sa.Networks.Data;

/// <summary>How training images are varied.</summary>
/// <param name="Flip">Mirrors an image left to right, half of the time.</param>
/// <param name="CropPadding">Pads by this many black pixels on each side and crops at random; 0 does not.</param>
public sealed record Augmentation(bool Flip, int CropPadding)
{
    public static Augmentation None { get; } = new(false, 0);
}
