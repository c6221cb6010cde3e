using System.Numerics;
using System.Text.Json.Serialization;

namespace Lth4Sa.Search.Schemes;

/// <summary>
/// A connection scheme a = (a_1, ..., a_m), m in 1..64: bit l says whether block l is connected to its attention
/// module (section II-B). Written as 0s and 1s, block 1 first.
/// </summary>
[JsonConverter(typeof(SchemeJsonConverter))]
public readonly record struct Scheme
{
    /// <summary>The most blocks a scheme can have.</summary>
    public const int MaxBlocks = 64;

    /// <param name="bits">Bit l - 1 is a_l.</param>
    /// <param name="blocks">m, 1..64.</param>
    public Scheme(ulong bits, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, MaxBlocks);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bits & ~Mask(blocks), 0UL, nameof(bits));
        (Bits, Blocks) = (bits, blocks);
    }

    /// <summary>
    /// Block 1 first, off before on, as their texts are ordered: what begins alike stands together, a scheme of fewer blocks first.
    /// </summary>
    public static IComparer<Scheme> InOrder { get; } = Comparer<Scheme>.Create(Compare);

    public ulong Bits { get; }

    public int Blocks { get; }

    /// <summary>|a|, the number of connected blocks.</summary>
    public int Connections => BitOperations.PopCount(Bits);

    /// <summary>1 - |a| / m (Eq. 29), in 0..1.</summary>
    public double Sparsity => 1 - (double)Connections / Blocks;

    /// <param name="block">0-based.</param>
    public bool this[int block] => block >= 0 && block < Blocks
        ? (Bits >> block & 1) != 0
        : throw new ArgumentOutOfRangeException(nameof(block), block, $"A scheme of {Blocks} blocks has no block {block}.");

    /// <summary>The full self-attention network.</summary>
    public static Scheme AllOn(int blocks) => new(Mask(blocks), blocks);

    /// <summary>The original network.</summary>
    public static Scheme AllOff(int blocks) => new(0, blocks);

    /// <summary>The lowest <paramref name="blocks"/> of <paramref name="bits"/>.</summary>
    public static Scheme FromBits(ulong bits, int blocks) => new(bits & Mask(blocks), blocks);

    /// <summary>Block l is on where <paramref name="isOn"/>(l), l 0-based.</summary>
    public static Scheme Create(int blocks, Func<int, bool> isOn)
    {
        var bits = 0UL;
        for (var block = 0; block < blocks; block++)
        {
            bits |= isOn(block) ? 1UL << block : 0;
        }

        return new Scheme(bits, blocks);
    }

    /// <summary>Says whether a text is 1 to 64 characters of 0 and 1.</summary>
    public static bool IsScheme(string text) => text.Length is > 0 and <= MaxBlocks && text.All(c => c is '0' or '1');

    /// <exception cref="FormatException">The text is not 1 to 64 characters of 0 and 1.</exception>
    public static Scheme Parse(string text) => IsScheme(text)
        ? Create(text.Length, block => text[block] == '1')
        : throw new FormatException($"'{text}' is not a scheme: expected 1 to {MaxBlocks} characters of 0 and 1, block 1 first.");

    /// <summary>1.0 or 0.0 for each block.</summary>
    public double[] ToVector()
    {
        var vector = new double[Blocks];
        for (var block = 0; block < Blocks; block++)
        {
            vector[block] = this[block] ? 1 : 0;
        }

        return vector;
    }

    public override string ToString()
    {
        var scheme = this;
        return string.Create(Blocks, scheme, static (text, s) =>
        {
            for (var block = 0; block < text.Length; block++)
            {
                text[block] = s[block] ? '1' : '0';
            }
        });
    }

    // The first block in which they differ decides.
    private static int Compare(Scheme left, Scheme right)
    {
        var differs = (left.Bits ^ right.Bits) & Mask(Math.Min(left.Blocks, right.Blocks));
        return differs == 0
            ? left.Blocks.CompareTo(right.Blocks)
            : left[BitOperations.TrailingZeroCount(differs)] ? 1 : -1;
    }

    private static ulong Mask(int blocks) => blocks == MaxBlocks ? ulong.MaxValue : (1UL << blocks) - 1;
}
