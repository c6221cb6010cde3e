namespace Lth4Sa.Networks.Saliency;

/// <summary>The gates after one step of their training.</summary>
/// <param name="Gates">m values in 0..1, block 1 first.</param>
/// <param name="ValidationLoss">
/// The mean cross-entropy, over all validation images, of the scheme whose blocks have gates of one half at least, with the weights
/// of this step; null where it is not measured.
/// </param>
public sealed record GateRow(double[] Gates, double? ValidationLoss);
