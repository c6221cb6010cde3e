using Lth4Sa.Networks.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// SGE (Li et al., arXiv:1905.09646; Eq. 24 to 28): in each of G groups of channels, a pixel's importance is the dot
/// product of its channels with the group's channel means, normalised over the pixels by the biased variance of
/// Eq. 27 (the reference code takes the unbiased one), scaled, shifted and squashed. Weight 0 and bias 1 at the start.
/// Where all pixels of a group are equally important, as on 1 x 1 maps, the deviation is 0, and so is its derivative.
/// </summary>
public sealed class SpatialGroupEnhance : StatelessAttention
{
    private const double Epsilon = 1e-5;

    private readonly int groups;
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="channels">C, a multiple of <paramref name="groups"/>.</param>
    /// <param name="groups">G.</param>
    public SpatialGroupEnhance(int channels, int groups) : base(nameof(SpatialGroupEnhance))
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels % groups, 0, nameof(channels));
        this.groups = groups;
        weight = new Parameter(zeros(groups));
        bias = new Parameter(ones(groups));
        RegisterComponents();
    }

    /// <summary>The appendix: 4 for CIFAR, 64 for ImageNet.</summary>
    internal static int GroupsFor(Backbone backbone) => backbone.IsImageNet ? 64 : 4;

    /// <summary>The dot products, and the scale of each group's pixels.</summary>
    internal static Cost Cost(int channels, int pixels, int groups) => new(2 * groups, (long)pixels * (channels + groups));

    protected override Tensor Attend(Tensor residual)
    {
        using var scope = NewDisposeScope();
        var shape = residual.shape;
        var grouped = residual.reshape(shape[0], groups, shape[1] / groups, shape[2], shape[3]);
        var importance = (grouped.mean([3, 4], keepdim: true) * grouped).sum(2);
        var centred = importance - importance.mean([2, 3], keepdim: true);
        var variance = centred.square().mean([2, 3], keepdim: true);
        // The root has no slope at 0: infinity times the slope 0 of the square would be NaN for the weights of all blocks before.
        var none = variance.eq(0);
        var deviation = variance.masked_fill(none, 1).sqrt().masked_fill(none, 0);
        var normalised = centred / (deviation + Epsilon);
        var mask = (normalised * weight.view(groups, 1, 1) + bias.view(groups, 1, 1)).sigmoid();
        return Recalibrate(grouped, mask.unsqueeze(2)).reshape(shape).MoveToOuterDisposeScope();
    }
}
