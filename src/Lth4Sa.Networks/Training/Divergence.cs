using System.Globalization;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>Finds where a training leaves the finite numbers, from which it does not come back.</summary>
internal static class Divergence
{
    /// <summary>The error for what was found.</summary>
    /// <param name="what">What is not finite, and when it was found.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="last">The last finite loss; null if there was none.</param>
    public static NonFiniteException At(string what, double rate, double? last) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} at a learning rate of {rate}; {(last is { } loss ? "the last finite loss was " + Text(loss) : "no loss was finite")}"
        + $". A lower learning rate may help."));

    /// <summary>A value that is not finite, in words.</summary>
    public static string Name(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "infinite" : "minus infinity";

    /// <summary>The name of a weight or statistic that is not finite; null if all are.</summary>
    public static string? Find(AttentionNetwork network)
    {
        using var scope = NewDisposeScope();
        return network.state_dict().FirstOrDefault(s => s.Value.is_floating_point() && !s.Value.isfinite().all().item<bool>()).Key;
    }

    private static string Text(double loss) => loss.ToString("G5", CultureInfo.InvariantCulture);
}
