using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>
/// The colours of all figures. Colour-blind people can tell the series apart: they have Okabe and Ito's palette, then darker colours.
/// </summary>
internal static class Palette
{
    public static OxyColor Blue { get; } = OxyColor.Parse("#0072b2");

    public static OxyColor Vermilion { get; } = OxyColor.Parse("#d55e00");

    public static OxyColor Sky { get; } = OxyColor.Parse("#56b4e9");

    public static OxyColor Black { get; } = OxyColor.Parse("#1b1f24");

    public static OxyColor Text { get; } = OxyColor.Parse("#57606a");

    public static OxyColor Grid { get; } = OxyColor.Parse("#e4e8ec");

    public static OxyColor Axis { get; } = OxyColor.Parse("#afb8c1");

    /// <summary>The series colours in the order in which they are given out.</summary>
    public static IReadOnlyList<OxyColor> Series { get; } =
    [
        Blue, Vermilion, OxyColor.Parse("#009e73"), OxyColor.Parse("#cc79a7"), OxyColor.Parse("#e69f00"), Sky,
        OxyColor.Parse("#000000"), OxyColor.Parse("#8c564b"), OxyColor.Parse("#7f7f7f"), OxyColor.Parse("#6a3d9a"),
    ];

    // ColorBrewer's RdBu, which colour-blind people can read.
    private static readonly OxyColor Off = OxyColor.Parse("#2166ac"), Undecided = OxyColor.Parse("#f7f7f7"), On = OxyColor.Parse("#b2182b");

    // matplotlib's viridis without its lightest part, which white paper would swallow.
    private static readonly OxyColor[] Ordered =
    [
        OxyColor.Parse("#440154"), OxyColor.Parse("#414487"), OxyColor.Parse("#2a788e"), OxyColor.Parse("#22a884"),
        OxyColor.Parse("#7ad151"),
    ];

    /// <summary>The colour of a place in an order: violet for 0, blue and green in between, light green for 1.</summary>
    public static OxyColor OfShare(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Ordered.Length - 1);
        var below = Math.Min((int)at, Ordered.Length - 2);
        return OxyColor.Interpolate(Ordered[below], Ordered[below + 1], at - below);
    }

    /// <summary>The colour of a probability: blue for 0, white for 1/2, red for 1.</summary>
    public static OxyColor OfProbability(double value) => value < 0.5
        ? OxyColor.Interpolate(Off, Undecided, Math.Max(value, 0) * 2)
        : OxyColor.Interpolate(Undecided, On, (Math.Min(value, 1) - 0.5) * 2);
}
