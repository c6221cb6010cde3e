using Lth4Sa.Search;

namespace Lth4Sa.Networks.Data;

/// <summary>The augmentations of training images by name.</summary>
public static class Augmentations
{
    /// <summary>The centre of an image, unchanged.</summary>
    public const string None = "none";

    /// <summary>Mirrored half of the time (paper, ResNet38); of images kept larger than a network sees them, at a random place.</summary>
    public const string Flip = "flip";

    /// <summary>Mirrored half of the time and cropped out of the image padded by 4 black pixels (paper, ResNet164).</summary>
    public const string CropFlip = "crop-flip";

    /// <summary>A random resized crop, mirrored half of the time (reference, ImageNet).</summary>
    public const string ResizedCropFlip = "resized-crop-flip";

    /// <summary>The augmentations by the names above.</summary>
    public static Registry<Augmentation> Registry { get; } = new("augmentation",
        (None, Augmentation.None),
        (Flip, new(Flip: true, CropPadding: 0)),
        (CropFlip, new(Flip: true, CropPadding: 4)),
        (ResizedCropFlip, new(Flip: true, CropPadding: null, ResizedCrop: true)));
}
