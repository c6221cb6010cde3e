using System.Globalization;
using Lth4Sa.Search;

namespace Lth4Sa.Networks.Backbones;

/// <summary>
/// A post-activation bottleneck ResNet (He et al., arXiv:1512.03385), expansion 4. CIFAR: a 3x3 stem of 16 channels,
/// three stages of n blocks of widths 16, 32, 64, depth 9n + 2, convolutions without bias, images of 32 x 32.
/// ImageNet: a 7x7 stem of 64 channels with stride 2 and max-pooling, four stages of widths 64 to 512, bias on every
/// convolution, images of 224 x 224. Each stage but the first starts with stride 2, on the 3x3 convolution.
/// </summary>
public sealed class Backbone
{
    public const int Expansion = 4;

    private const string Prefix = "resnet";

    private const int CifarStages = 3, CifarWidth = 16, ImageNetWidth = 64, MaxBlocks = 64;

    private Backbone(int depth, bool isImageNet, int[] blocksPerStage)
    {
        (Depth, IsImageNet, BlocksPerStage) = (depth, isImageNet, blocksPerStage);
        Name = Prefix + depth.ToString(CultureInfo.InvariantCulture);
        Blocks = blocksPerStage.Sum();
    }

    /// <summary>The backbones by name. Any other CIFAR depth 9n + 2 up to 191 is understood too.</summary>
    public static Registry<Backbone> Registry { get; } = new("backbone",
    [
        .. new[] { Cifar(20), Cifar(29), Cifar(38), Cifar(56), Cifar(110), Cifar(164), new Backbone(50, true, [3, 4, 6, 3]) }
            .Select(b => (b.Name, b)),
    ]);

    /// <summary>What a backbone is called, for messages.</summary>
    public static string Expected => $"one of {string.Join(", ", Registry.Names)}, or resnetN with N = 9n + 2 and n in 1..21";

    public string Name { get; }

    public int Depth { get; }

    public bool IsImageNet { get; }

    public IReadOnlyList<int> BlocksPerStage { get; }

    /// <summary>m, at most 64.</summary>
    public int Blocks { get; }

    public int Stages => BlocksPerStage.Count;

    public int StemChannels => Width(0);

    /// <summary>Height and width of the images that it is made for.</summary>
    public int ImageSize => IsImageNet ? 224 : 32;

    /// <summary>Classes of the paper's data set for it.</summary>
    public int Classes => IsImageNet ? 1000 : 100;

    internal bool ConvolutionBias => IsImageNet;

    public static bool TryParse(string name, out Backbone backbone)
    {
        if (Registry.Contains(name))
        {
            backbone = Registry.Get(name);
            return true;
        }

        var known = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            & int.TryParse(
                name.AsSpan(Math.Min(Prefix.Length, name.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            && depth >= 11 && (depth - 2) % 9 == 0 && (depth - 2) / 9 * CifarStages <= MaxBlocks;
        backbone = known ? Cifar(depth) : null!;
        return known;
    }

    /// <exception cref="ArgumentException">The name is neither registered nor a CIFAR ResNet's.</exception>
    public static Backbone Parse(string name) =>
        TryParse(name, out var backbone) ? backbone : throw new ArgumentException($"backbone: {name} is not allowed; expected {Expected}.");

    /// <summary>Width of the bottleneck in a stage, from 0.</summary>
    public int Width(int stage) => (IsImageNet ? ImageNetWidth : CifarWidth) << stage;

    /// <summary>Channels of a stage's output, from 0.</summary>
    public int Channels(int stage) => Width(stage) * Expansion;

    private static Backbone Cifar(int depth) => new(depth, false, [.. Enumerable.Repeat((depth - 2) / 9, CifarStages)]);
}
