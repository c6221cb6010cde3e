using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Reports.Csv;

/// <summary>One scheme of a landscape.</summary>
/// <param name="Accuracy">The accuracy, in percent.</param>
/// <param name="Total">The number of images that it was measured on.</param>
/// <param name="Parameters">The trainable parameters of the network.</param>
/// <param name="MultiplyAdds">The multiply-adds of a forward pass of one image.</param>
public sealed record LandscapeRow(Scheme Scheme, double Accuracy, int Total, long Parameters, long MultiplyAdds)
{
    /// <summary>The number of images that were classified correctly.</summary>
    public long Correct => (long)Math.Round(Accuracy * Total / 100);
}
