using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>The correct answers of one scheme, as a device counted them.</summary>
/// <param name="Scheme">The scheme: one digit, 0 or 1, for each block.</param>
/// <param name="Correct">The number of correctly classified validation images.</param>
/// <param name="Images">The number of validation images.</param>
/// <param name="Seconds">The device time of the evaluation, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record Count(Scheme Scheme, int Correct, int Images, double Seconds);
