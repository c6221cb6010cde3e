using System.Globalization;

namespace Lth4Sa.Networks.Backbones;

/// <summary>
/// A CIFAR bottleneck ResNet of depth 9n + 2 (He et al., arXiv:1512.03385, post-activation): a 3x3 stem of 16 channels,
/// three stages of n bottleneck blocks of widths 16, 32, 64 and expansion 4, the second and third stage starting with
/// stride 2, average pooling and a linear classifier. ResNet38 has n = 4, ResNet164 n = 18.
/// </summary>
/// <param name="Depth">9n + 2.</param>
/// <param name="BlocksPerStage">n.</param>
public sealed record Backbone(int Depth, int BlocksPerStage)
{
    public const int Stages = 3, Expansion = 4, StemChannels = 16;

    private const string Prefix = "resnet";

    /// <summary>Blocks over all stages, so that a scheme fits into 64 bits.</summary>
    private const int MaxBlocks = 64;

    public string Name => Prefix + Depth.ToString(CultureInfo.InvariantCulture);

    /// <summary>m.</summary>
    public int Blocks => Stages * BlocksPerStage;

    /// <summary>Width of the bottleneck in each stage; its output has <see cref="Expansion"/> times as many channels.</summary>
    public static int Width(int stage) => StemChannels << stage;

    public static bool TryParse(string name, out Backbone backbone)
    {
        backbone = null!;
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            || depth < 11 || (depth - 2) % 9 != 0 || (depth - 2) / 9 * Stages > MaxBlocks)
        {
            return false;
        }

        backbone = new Backbone(depth, (depth - 2) / 9);
        return true;
    }

    /// <exception cref="ArgumentException">The name is not resnetN with N = 9n + 2, n in 1..21.</exception>
    public static Backbone Parse(string name) => TryParse(name, out var backbone) ? backbone : throw new ArgumentException(
        $"Unknown backbone '{name}': expected resnetN with N = 9n + 2 and n in 1..21, such as resnet20, resnet29, resnet38, resnet56, resnet110 or resnet164.");
}
