namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>What was measured of one network of Lemma 1 and its extension.</summary>
/// <param name="Cells">Cells along an axis, from which its depth follows.</param>
/// <param name="Depth">The depth of R_short.</param>
/// <param name="ExtendedDepth">The depth of R_long, that of R_full.</param>
/// <param name="IsSubnetwork">Whether R_long is as deep as R_full and nowhere wider.</param>
/// <param name="Short">The integral of |T - R_short| (Lemma 1).</param>
/// <param name="Long">The integral of |T - R_long| (Eq. 18).</param>
/// <param name="Full">The integral of |R_full - T| (Eq. 19).</param>
/// <param name="Distance">The integral of |R_full - R_long| (Eq. 4 and 8).</param>
/// <param name="ExtensionChange">The largest |R_long - R_short| at the points; Lemma 2 says 0.</param>
public sealed record Theorem2Row(
    int Cells, int Depth, int ExtendedDepth, bool IsSubnetwork, Integral Short, Integral Long, Integral Full, Integral Distance,
    double ExtensionChange)
{
    /// <summary>
    /// Whether the subnetwork is near enough: it is one, the extension changes nothing, and its distance from R_full is at most
    /// a bound, with three standard errors.
    /// </summary>
    public bool IsWithin(double epsilon) => IsSubnetwork && ExtensionChange == 0 && Distance.AtMost <= epsilon;
}
