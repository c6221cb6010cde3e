namespace Lth4Sa.Networks.Training;

/// <summary>The images that a network is trained on.</summary>
public enum TrainingImages
{
    /// <summary>All training images, those too that are held out for validation (paper: networks from scratch).</summary>
    All,

    /// <summary>The training images without those that are held out for validation (paper: supernets).</summary>
    Split,
}
