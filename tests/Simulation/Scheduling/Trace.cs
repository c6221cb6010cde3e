using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Simulation.Scheduling;

/// <summary>What has happened in a simulation: the last lines for people, and a hash of all for comparison.</summary>
internal sealed class Trace : IDisposable
{
    /// <summary>Lines that are kept.</summary>
    private const int MaxLines = 4000;

    private readonly Queue<string> lines = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public IEnumerable<string> Lines => lines;

    /// <summary>Equal for two simulations in which the same happened.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash())[..16];

    public void Add(TimeSpan at, string what)
    {
        var line = $"{at:d\\.hh\\:mm\\:ss\\.fff} {what}";
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        lines.Enqueue(line);
        if (lines.Count > MaxLines)
        {
            lines.Dequeue();
        }
    }

    public void Dispose() => hash.Dispose();
}
