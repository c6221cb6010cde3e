using System.Globalization;

namespace Lth4Sa.Specs;

/// <summary>A supernet of a fidelity study, and how schemes are evaluated on it.</summary>
/// <param name="Sampling">How the schemes of its iterations are drawn: bernoulli, fair or sandwich.</param>
/// <param name="Recalibrate">The number of training images for the batch-norm statistics of a scheme; 0 keeps the supernet's.</param>
public sealed record FidelityVariant(string Sampling, int Recalibrate)
{
    /// <summary>The name in tables and files, as in "fair" and "fair recalibrate=512".</summary>
    public string Name => Recalibrate == 0
        ? Sampling
        : string.Create(CultureInfo.InvariantCulture, $"{Sampling} recalibrate={Recalibrate}");
}
