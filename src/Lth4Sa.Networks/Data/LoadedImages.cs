namespace Lth4Sa.Networks.Data;

/// <summary>A data set as it was read, all classes, before validation images are held out.</summary>
/// <param name="Normalisation">Null takes mean and deviation of the training images.</param>
public sealed record LoadedImages(ImageSet Train, ImageSet Test, Normalisation? Normalisation = null);
