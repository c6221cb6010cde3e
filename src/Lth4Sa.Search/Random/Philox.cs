namespace Lth4Sa.Search.Random;

/// <summary>
/// Philox 4x32-10, a counter-based generator: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// The key is the seed and the counter is (stream, step, index), so a number depends on what it is for and not on
/// what was drawn before it: there is no state to save, and a resumed run draws what the undisturbed one would.
/// </summary>
public readonly struct Philox(ulong seed)
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The 128 random bits at one counter.</summary>
    public UInt128 Bits(RandomStream stream, ulong step, uint index)
    {
        uint c0 = index, c1 = (uint)step, c2 = (uint)(step >> 32), c3 = (uint)stream;
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new UInt128(((ulong)c3 << 32) | c2, ((ulong)c1 << 32) | c0);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform(RandomStream stream, ulong step, uint index) => ToUnit((ulong)Bits(stream, step, index));

    /// <summary>Standard normal, by the Box-Muller transform.</summary>
    public double Normal(RandomStream stream, ulong step, uint index)
    {
        var bits = Bits(stream, step, index);
        var radius = Math.Sqrt(-2 * Math.Log(1 - ToUnit((ulong)bits)));
        return radius * Math.Cos(2 * Math.PI * ToUnit((ulong)(bits >> 64)));
    }

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1, without noticeable bias for any 32-bit count.</summary>
    public int Below(int count, RandomStream stream, ulong step, uint index)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul((ulong)Bits(stream, step, index), (ulong)count, out _);
    }

    /// <summary>A random order of 0 .. <paramref name="count"/> - 1 (Fisher-Yates).</summary>
    public int[] Permutation(int count, RandomStream stream, ulong step)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = Below(i + 1, stream, step, (uint)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
