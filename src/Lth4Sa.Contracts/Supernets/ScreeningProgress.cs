using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>The progress of a screening.</summary>
/// <param name="Seen">The number of validation images that the remaining schemes have been tried on.</param>
/// <param name="Of">The number of validation images in all.</param>
/// <param name="Remaining">The schemes that may be among the best.</param>
/// <param name="Ended">True in the last report.</param>
/// <param name="Images">The number of images forwarded so far, over all schemes.</param>
/// <param name="Seconds">The device time so far, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record ScreeningProgress(int Seen, int Of, Scheme[] Remaining, bool Ended, long Images, double Seconds);
