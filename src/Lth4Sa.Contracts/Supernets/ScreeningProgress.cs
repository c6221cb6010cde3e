using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <param name="Seen">Validation images that those remaining have been tried on.</param>
/// <param name="Of">Validation images.</param>
/// <param name="Remaining">Schemes that may be among the best.</param>
/// <param name="Ended">Nothing follows.</param>
/// <param name="Images">Forwarded so far, over all schemes.</param>
/// <param name="Seconds">Of the device so far.</param>
[GenerateSerializer, Immutable]
public sealed record ScreeningProgress(int Seen, int Of, Scheme[] Remaining, bool Ended, long Images, double Seconds);
