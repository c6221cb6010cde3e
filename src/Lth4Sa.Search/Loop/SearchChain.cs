using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Search.Loop;

/// <summary>
/// chain_t = SHA-256(chain_(t-1), then for each sample: scheme, accuracy, reward; then the probabilities), numbers as
/// their bits.
/// Two runs with equal chains made the same decisions from the same numbers, bit for bit.
/// </summary>
public static class SearchChain
{
    /// <summary>chain_0: 64 zeros.</summary>
    public static string Start { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <param name="previous">64 hex digits.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string Next(string previous, SearchStep step)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Convert.FromHexString(previous));
        for (var i = 0; i < step.Schemes.Length; i++)
        {
            writer.Write(Encoding.ASCII.GetBytes(step.Schemes[i].ToString()));
            writer.Write(step.Accuracies[i]);
            writer.Write(step.Rewards[i]);
        }

        Array.ForEach(step.Probabilities, writer.Write);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
