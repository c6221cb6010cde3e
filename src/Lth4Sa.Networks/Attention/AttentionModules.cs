using Lth4Sa.Search;

namespace Lth4Sa.Networks.Attention;

public static class AttentionModules
{
    /// <summary>The modules by name.</summary>
    public static Registry<AttentionKind> Registry { get; } = new("attention module",
        ("se", new((channels, _) => new SqueezeExcitation(channels), (channels, _, _) => SqueezeExcitation.Cost(channels))),
        ("sge", new((channels, backbone) => new SpatialGroupEnhance(channels, SpatialGroupEnhance.GroupsFor(backbone)),
            (channels, pixels, backbone) => SpatialGroupEnhance.Cost(channels, pixels, SpatialGroupEnhance.GroupsFor(backbone)))),
        ("dia", Dia(DiaOutput.Sigmoid)),
        ("dia-tanh", Dia(DiaOutput.Tanh)),
        ("eca", new(
            (channels, _) => new EfficientChannelAttention(channels),
            (channels, _, _) => EfficientChannelAttention.Cost(channels))),
        ("cbam", new(
            (channels, _) => new ConvolutionalBlockAttention(channels),
            (channels, pixels, _) => ConvolutionalBlockAttention.Cost(channels, pixels))));

    /// <summary>The forms of sharing by name.</summary>
    public static Registry<Sharing> Sharings { get; } = new("sharing", ("full", Sharing.Full), ("share", Sharing.Share));

    public static string NameOf(Sharing sharing) => Sharings.Names.First(name => Sharings.Get(name) == sharing);

    public static bool Allows(string module, Sharing sharing) => sharing == Sharing.Share || Registry.Get(module).WhyNotFull is null;

    /// <summary>Why a sharing is not allowed with a module; null where it is.</summary>
    public static string? WhyNot(string module, Sharing sharing) => Allows(module, sharing)
        ? null
        : $"share with the module {module}: {Registry.Get(module).WhyNotFull}";

    private static AttentionKind Dia(DiaOutput output) => new(
        (channels, backbone) => new DenseImplicitAttention(channels, DenseImplicitAttention.ReductionFor(backbone), output),
        (channels, _, backbone) => DenseImplicitAttention.Cost(channels, DenseImplicitAttention.ReductionFor(backbone)),
        "its LSTM runs through the blocks of a stage, which share it");
}
