using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Running;

/// <summary>
/// chain_t = SHA-256(chain_(t-1), then for each sample: scheme, correct count, reward; then the probabilities).
/// Two runs with equal chains made the same decisions from the same numbers, bit for bit.
/// </summary>
public static class SearchChain
{
    /// <summary>chain_0: 64 zeros.</summary>
    public static string Start { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <param name="previous">64 hex digits.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string Next(string previous, IEnumerable<(Scheme Scheme, int Correct, double Reward)> samples, double[] probabilities)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(previous));
        foreach (var (scheme, correct, reward) in samples)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(scheme.ToString()));
            Append(hash, correct);
            Append(hash, BitConverter.DoubleToInt64Bits(reward));
        }

        foreach (var probability in probabilities)
        {
            Append(hash, BitConverter.DoubleToInt64Bits(probability));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
