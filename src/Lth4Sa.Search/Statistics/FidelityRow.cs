using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Statistics;

/// <summary>The accuracies of one scheme of a fidelity study, in percent.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Supernet">The accuracy on each supernet, on validation images, in the order of the supernets.</param>
/// <param name="Scratch">The accuracy of the network trained from scratch, on test images.</param>
public sealed record FidelityRow(Scheme Scheme, double[] Supernet, double Scratch);
