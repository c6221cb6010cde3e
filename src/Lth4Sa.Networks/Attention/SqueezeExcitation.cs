using Lth4Sa.Networks.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// SE (Hu et al., arXiv:1709.01507; Eq. 21 and 22): m_c is the mean of channel c, and the mask is
/// sig(W2 relu(W1 m + b1) + b2), reduction r = 16 (appendix). The layers are linear; in the reference they are 1 x 1
/// convolutions of the channel means, which is the same function, and they start as those do.
/// </summary>
public sealed class SqueezeExcitation : StatelessAttention
{
    private const int Reduction = 16;

    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <param name="channels">C, at least 16.</param>
    public SqueezeExcitation(int channels) : base(nameof(SqueezeExcitation))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, Reduction);
        fc1 = nn.Linear(channels, channels / Reduction);
        fc2 = nn.Linear(channels / Reduction, channels);
        RegisterComponents();
    }

    internal override bool StartsAsConvolutions => true;

    internal static Cost Cost(int channels) =>
        Backbones.Cost.Linear(channels, channels / Reduction) + Backbones.Cost.Linear(channels / Reduction, channels);

    protected override Tensor Attend(Tensor residual)
    {
        using var scope = NewDisposeScope();
        var squeezed = residual.mean([2, 3]);
        var mask = fc2.call(fc1.call(squeezed).relu_()).sigmoid();
        return Recalibrate(residual, mask.unsqueeze(2).unsqueeze(3)).MoveToOuterDisposeScope();
    }
}
