namespace Lth4Sa.Networks.Saliency;

/// <summary>The Adam of the gates of darts.</summary>
/// <param name="Rate">The learning rate; above 0. Default 0.02 (product); DARTS has 0.0003 for far more steps.</param>
/// <param name="Decay">The weight decay, of the logits of the gates; at least 0. Default 1e-3 (DARTS).</param>
/// <param name="Beta1">The decay of the first moment; in [0, 1). Default 0.5 (DARTS).</param>
/// <param name="Beta2">The decay of the second moment; in [0, 1). Default 0.999 (DARTS).</param>
public sealed record GateAdam(double Rate = 0.02, double Decay = 1e-3, double Beta1 = 0.5, double Beta2 = 0.999);
