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

    /// <summary>
    /// The recipe of a supernet. CIFAR: 150 epochs, the rate divided by 10 at 1/2 and 3/4 (section IV-B). ImageNet: 40 epochs (section
    /// V-A), batches of 256 and a constant rate, as the reference.
    /// </summary>
    public static Recipe Supernet(Backbone backbone, RecipeOptions? options = null) => Make(
        backbone, options, backbone.IsImageNet ? 40 : 150, recipe => backbone.IsImageNet
            ? recipe with { Schedule = Schedule.Constant }
            : recipe);

    /// <summary>
    /// The recipe of a network that is trained from scratch (appendix). Shallow: 100 epochs, cosine. Deep: 164 epochs, the rate divided
    /// by 10 at 81 and 122. ImageNet: 120 epochs, divided by 10 every 30.
    /// </summary>
    public static Recipe StandAlone(Backbone backbone, RecipeOptions? options = null) => backbone switch
    {
        { IsImageNet: true } => Make(backbone, options, 120, recipe => recipe with { Milestones = [0.25, 0.5, 0.75] }),
        { Depth: <= DeepestShallow } => Make(backbone, options, 100, recipe => recipe with { Schedule = Schedule.Cosine }),
        _ => Make(backbone, options, 164, recipe => recipe with { Milestones = [81.0 / 164, 122.0 / 164] }),
    };

    private static Recipe Make(Backbone backbone, RecipeOptions? given, int epochs, Func<Recipe, Recipe> scheduled)
    {
        var options = given ?? new RecipeOptions();
        return scheduled(new Recipe
        {
            Epochs = options.Epochs ?? epochs,
            BatchSize = options.BatchSize ?? (backbone.IsImageNet ? 256 : 128),
            LearningRate = options.LearningRate,
            Momentum = options.Momentum,
            WeightDecay = options.WeightDecay,
            Augmentation = options.Augmentation == RecipeOptions.Auto
                ? AugmentationOf(backbone)
                : Augmentations.Registry.Get(options.Augmentation),
        }).WithSchedule(options.Schedule);
    }

    // The paper's for CIFAR, the reference's for ImageNet.
    private static Augmentation AugmentationOf(Backbone backbone) => Augmentations.Registry.Get(
        backbone.IsImageNet ? Augmentations.ResizedCropFlip
        : backbone.Depth <= DeepestShallow ? Augmentations.Flip
        : Augmentations.CropFlip);
}
