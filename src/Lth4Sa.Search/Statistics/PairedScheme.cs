using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Statistics;

/// <summary>A scheme with two numbers, such as the supernet's accuracy and that of training from scratch.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="X">The number that is to stand for the other; finite.</param>
/// <param name="Y">The number that it stands for; finite.</param>
public sealed record PairedScheme(Scheme Scheme, double X, double Y);
