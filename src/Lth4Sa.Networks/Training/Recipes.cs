using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Data;

namespace Lth4Sa.Networks.Training;

/// <summary>
/// The paper's recipes. For CIFAR it gives them for ResNet38 and ResNet164; other depths take those of the nearer
/// kind: shallow up to 56, deep from there on.
/// </summary>
public static class Recipes
{
    private const int DeepestShallow = 56;

    /// <summary>Section IV-B: 150 epochs (ImageNet 40), divided by 10 at 1/2 and 3/4.</summary>
    public static Recipe Supernet(Backbone backbone, int? epochs = null) => new()
    {
        Epochs = epochs ?? (backbone.IsImageNet ? 40 : 150),
        Augmentation = AugmentationOf(backbone),
    };

    /// <summary>
    /// Shallow: 100 epochs, cosine. Deep: 164 epochs, divided by 10 at 81 and 122. ImageNet: 120 epochs, divided by 10
    /// every 30.
    /// </summary>
    public static Recipe StandAlone(Backbone backbone, int? epochs = null) => backbone switch
    {
        { IsImageNet: true } => new() { Epochs = epochs ?? 120, Milestones = [0.25, 0.5, 0.75], Augmentation = AugmentationOf(backbone) },
        { Depth: <= DeepestShallow } =>
            new() { Epochs = epochs ?? 100, Schedule = Schedule.Cosine, Augmentation = AugmentationOf(backbone) },
        _ => new() { Epochs = epochs ?? 164, Milestones = [81.0 / 164, 122.0 / 164], Augmentation = AugmentationOf(backbone) },
    };

    // The paper's for CIFAR, the reference's for ImageNet.
    private static Augmentation AugmentationOf(Backbone backbone) => Augmentations.Registry.Get(
        backbone.IsImageNet ? Augmentations.ResizedCropFlip
        : backbone.Depth <= DeepestShallow ? Augmentations.Flip
        : Augmentations.CropFlip);
}
